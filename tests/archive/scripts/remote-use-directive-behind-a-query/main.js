import { a } from "https://localhost:18443/lib/a.js?x=1";
export default function () {}
