import exec from "k6/execution";
const { test } = exec;
export const options = { tags: { abort: typeof test.abort, fail: typeof test.fail } };
export default function () {}
