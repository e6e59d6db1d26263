import { a } from "https://localhost:18443/nowhere.js";
export default function () {}
