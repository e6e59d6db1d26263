import { vus } from "./slow.js";
export const options = { vus };
export default function () {}
