type Deep = { a?: { b?: { c: string } } };
const deep: Deep = {};
function assertString(value: unknown): asserts value is string {
  if (typeof value !== "string") throw new Error("not a string");
}
const text: unknown = "t";
assertString(text);
export const options = { tags: { none: String(deep?.a?.b?.c), text, definite: deep!.a?.b?.c ?? "d" } };
export default function (this: void) {}
