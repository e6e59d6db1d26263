function list<const T extends readonly unknown[]>(items: T): T {
  return items;
}
export const options = { tags: { list: list(["a", "b"]).join() } };
export default function () {}
