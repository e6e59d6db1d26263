import * as all from "k6/browser";
import defaulted from "k6/browser";
export const options = { tags: { keys: Object.keys(all).sort().join(), default: Object.keys(defaulted).sort().join() } };
export default async function () {}
