import { a } from "./a.js" with {};
export default function () {}
