function named(a, b = 2, ...rest) { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return "something in its body"; }
class Orders {
  list() { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return "all of them"; }
}
const arrow = (x) => { /* long enough that it would be left out of what is compiled at first, if nobody calls it */ return x; };
export const options = {
  tags: {
    body: String(named.toString().includes("something in its body")),
    length: `${named.length} ${arrow.length} ${Orders.prototype.list.length}`,
    name: `${named.name} ${arrow.name} ${Orders.prototype.list.name}`,
  },
};
export default function () {}
