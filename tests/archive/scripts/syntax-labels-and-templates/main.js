const tag = (strings, ...values) => strings.raw.join("|") + values.join("+");
let count = 0;
outer: for (let i = 0; i < 3; i++) {
  for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer;
    if (i === 2) break outer;
    count++;
  }
}
const closures = [];
for (let i = 0; i < 3; i++) closures.push(() => i);
export const options = {
  tags: { count: String(count), tagged: tag`a${1}\n${2}c`, nested: `a${`b${"c"}`}`, closures: closures.map((f) => f()).join(), comma: String((1, 2)), power: String(2 ** 3 ** 2), void: String(void 0) },
};
export default function () {}
