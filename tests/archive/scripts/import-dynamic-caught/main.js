let threw = "no";
try {
  await import("./a.js");
} catch (e) {
  threw = String(e);
}
export const options = { tags: { threw } };
export default function () {}
