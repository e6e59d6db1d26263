class A {
  #a;
  static is = (o) => #a in o;
}
export const options = { tags: { is: `${A.is(new A())} ${A.is({})}` } };
export default function () {}
