import { SharedArray } from "k6/data";
const list = new SharedArray("list", () => [{ a: { b: 1 } }, { a: 2 }]);
const attempt = (change) => {
  try {
    change();
    return "fine";
  } catch (e) {
    return e instanceof TypeError ? "TypeError" : String(e);
  }
};
export const options = {
  tags: {
    set: attempt(() => (list[0] = 5)),
    push: attempt(() => list.push(5)),
    length: attempt(() => (list.length = 0)),
    member: attempt(() => (list[0].x = 5)),
    deep: attempt(() => (list[0].a.b = 5)),
    own: attempt(() => (list.extra = 5)),
    same: String(list[0] === list[0]),
    frozen: String(Object.isFrozen(list[0])) + String(Object.isFrozen(list[0].a)),
  },
};
export default function () {}
