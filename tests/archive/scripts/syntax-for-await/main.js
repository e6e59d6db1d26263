async function* counts() {
  yield 1;
  yield 2;
  yield 4;
}
let vus = 0;
for await (const count of counts()) vus += count;
export const options = { vus };
export default function () {}
