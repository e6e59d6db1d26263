import { a } from "https://localhost:18443/lib/a.js";
export default function () {}
