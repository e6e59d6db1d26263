import exec from "k6/execution";
try {
  exec.test.abort("not today");
} catch (e) {
  // cannot be caught
}
export const options = { vus: 2 };
export default function () {}
