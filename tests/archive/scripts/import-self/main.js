import * as self from "./main.js";
export const options = { tags: {} };
options.tags.keys = Object.keys(self).join();
options.tags.same = String(self.options === options);
export default function () {}
