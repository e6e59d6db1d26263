import { browser } from "k6/browser";
import { check } from "k6";

export const options = {
  scenarios: {
    page: {
      executor: "shared-iterations",
      options: { browser: { type: "chromium" } },
    },
  },
};

// BASE_URL comes from the environment that the run is for.
export default async function () {
  const page = await browser.newPage();
  try {
    await page.goto(`${__ENV.BASE_URL}/`);
    check(await page.title(), { "has a title": (title) => title.length > 0 });
  } finally {
    await page.close();
  }
}
