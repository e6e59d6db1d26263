// From a keystroke to the updated preview in a real browser, for a document of 20 runs.
// Usage: node benches/keystroke.mjs [dist]. Exits 1 when the 95th percentile is over the limit.

import { inBrowser, report } from "./lib.mjs";

const strokes = 100;

await inBrowser(process.argv[2], async (page, url) => {
  await page.evaluate((kept) => {
    localStorage.setItem("k6cfg.document.bench", JSON.stringify(kept));
    sessionStorage.setItem("k6cfg.open", "bench");
  }, { file_name: "bench.yaml", text: config(20) });
  await page.goto(`${url}preview`);
  await dropScript(page);
  const field = page.getByRole("textbox", { name: /^k6 arguments/ });
  await field.fill("-e STROKE=start");
  await page.getByText("STROKE=start").first().waitFor();
  const times = await field.evaluate(typing, strokes);
  report("keystroke to updated preview, 20 runs", times, { limit: 50, judged: "high" });
});

/** In the page: types another value again and again, and waits each time until the viewer shows it. */
async function typing(field, strokes) {
  const viewers = () => [...document.querySelectorAll("*")].filter((element) => element.shadowRoot);
  const shows = (text) => viewers().some((viewer) => viewer.shadowRoot.textContent.includes(text));
  const times = [];
  for (let stroke = 0; stroke < strokes; stroke++) {
    const text = `STROKE=n${stroke}.`;
    const start = performance.now();
    field.value = `-e ${text}`;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    while (!shows(text)) {
      if (performance.now() - start > 5000) throw new Error(`stroke ${stroke} was never shown`);
      await new Promise((next) => setTimeout(next, 0));
    }
    times.push(performance.now() - start);
    await new Promise((next) => setTimeout(next, 20));
  }
  return times;
}

async function dropScript(page) {
  const transfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    const script = 'import http from "k6/http";\nexport default function () { http.get(__ENV.BASE_URL); }\n';
    transfer.items.add(new File([script], "get.js"));
    return transfer;
  });
  for (const type of ["dragover", "drop"]) await page.dispatchEvent("main", type, { dataTransfer: transfer });
  await page.getByText("k6.io/v1alpha1").first().waitFor();
}

function config(runs) {
  const tests = Array.from({ length: runs }, (_, run) => `  - test_file: get.js
    contexts:
      - environment: yt01
        test_run:
          id: run-${run}
          env:
            - name: A
              value: "${run}"
`);
  return `namespace: team\nbase_dir: tests\ntest_definitions:\n${tests.join("")}`;
}
