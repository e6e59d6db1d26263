// Leaves out rules of the design system that cost more than they give. A rule such as `.ds-field:has(…) *` makes the
// browser look at every element of the page each time that any element comes or goes: with hundreds of tests on the
// page, that is most of the time between a key and its letter. style/components.css has what is missed of them.

import { readFile } from "node:fs/promises";

const rule = /([^{}]+)\{[^{}]*\}/g;
const isHeavy = (selector) => selector.includes(":has(") && /[\s>)]\*$/.test(selector.trim());

/** A plugin of esbuild. */
export const lightCss = {
  name: "light-css",
  setup(build) {
    build.onLoad({ filter: /designsystemet-css.*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      return { loader: "css", contents: css.replace(rule, (whole, selector) => (isHeavy(selector) ? "" : whole)) };
    });
  },
};
