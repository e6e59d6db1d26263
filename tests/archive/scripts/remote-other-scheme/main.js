import { a } from "ftp://localhost/lib.js";
export default function () {}
