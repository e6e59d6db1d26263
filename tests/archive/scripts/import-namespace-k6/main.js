import * as k6 from "k6";
export const options = { tags: { keys: Object.keys(k6).sort().join(), sleep: typeof k6.sleep, default: typeof k6.default } };
export default function () {}
