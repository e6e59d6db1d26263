import { a } from "https://127.0.0.1:18444/lib.js";
export default function () {}
