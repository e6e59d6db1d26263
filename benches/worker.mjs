// One reading of a document of 1000 tests in the page's worker: from the question to the answer, when a document is
// opened and after each key.
// Usage: node benches/worker.mjs [dist]. Exits 1 when the median is over the limit.

import { inBrowser, report } from "./lib.mjs";

const rounds = 15;

await inBrowser(process.argv[2], async (page) => {
  for (const [when, knows] of [["opened", false], ["after a key", true]]) {
    const times = await page.evaluate(asking, { text: config(1000), rounds, knows });
    report(`reading 1000 tests in the worker, ${when}`, times, { limit: 100, judged: "median" });
  }
});

/** In the page: a worker of its own, asked again and again; `knows` what it said last, so that it tells what differs. */
async function asking({ text, rounds, knows }) {
  const assets = JSON.parse(document.querySelector("meta[name=k6cfg-assets]").content);
  const worker = new Worker(new URL(assets.worker, document.baseURI).href);
  const next = () => new Promise((heard) => { worker.onmessage = ({ data }) => heard(data); });
  await next();
  const times = [];
  let known = 0;
  for (let round = 0; round <= rounds; round++) {
    const doc = { revision: round, file_name: "bench.yaml", text: `${text}# ${round}\n`, at_ms: 1, suffix: "abcde", arguments: "" };
    const question = JSON.stringify({ id: round, ask: { analyse: { document: doc, known } } });
    const start = performance.now();
    worker.postMessage(question);
    const answer = await next();
    // The first one finds a cold engine.
    if (round > 0) times.push(performance.now() - start);
    if (!answer.includes('"analysis"')) throw new Error(answer.slice(0, 200));
    if (knows) known = JSON.parse(answer).answer.analysis.number;
  }
  worker.terminate();
  return times;
}

function config(tests) {
  const one = (at) => `  # test ${at}
  - test_file: get.js
    contexts:
      - environment: yt01 # load
        test_type:
          type: smoke
          enabled: true
        test_run:
          id: run-${at}
          env:
            - name: A
              value: "${at}"
            - name: B
              value: b
          secrets:
            - creds
`;
  return `namespace: team\nbase_dir: tests\ntest_definitions:\n${Array.from({ length: tests }, (_, at) => one(at)).join("")}`;
}
