const d = (value) => value;
@d
class A {}
export default function () {}
