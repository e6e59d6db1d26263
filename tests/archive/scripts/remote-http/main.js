import { a } from "http://localhost:18443/lib.js";
export default function () {}
