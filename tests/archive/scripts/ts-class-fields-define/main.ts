class A {
  set x(v: number) {
    throw new Error("the setter was called");
  }
}
class B extends A {
  // @ts-ignore
  x: number = 5;
  y: string;
}
const b = new B();
export const options = { tags: { x: String((b as any).x), y: String("y" in b) } };
export default function () {}
