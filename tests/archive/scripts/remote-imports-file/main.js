import { a } from "https://localhost:18443/lib.js";
export default function () {}
