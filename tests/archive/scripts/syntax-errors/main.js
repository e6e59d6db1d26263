const error = new Error("outer", { cause: new TypeError("inner") });
let stack = "";
try {
  null.x;
} catch (e) {
  stack = `${e instanceof TypeError} ${e.name} ${typeof e.stack}`;
}
let done = "";
try {
  done += "try ";
} catch {
  done += "catch ";
} finally {
  done += "finally";
}
export const options = { tags: { cause: String(error.cause), text: String(error), stack, done, aggregate: new AggregateError([1, 2], "two").errors.length.toString() } };
export default function () {}
