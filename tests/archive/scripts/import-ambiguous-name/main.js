import { vus } from "./all.js";
export const options = { vus };
export default function () {}
