import { check } from "k6";
check(1, { "is one": (n) => n === 1 });
export default function () {}
