import exec from "k6/execution";
let message;
try {
  message = typeof exec.test.options;
} catch (e) {
  message = e.message;
}
export const options = { tags: { message, keys: Object.keys(exec.test).sort().join() } };
export default function () {}
