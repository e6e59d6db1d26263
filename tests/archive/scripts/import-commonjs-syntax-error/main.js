import { a } from "./broken.js";
export default function () {}
