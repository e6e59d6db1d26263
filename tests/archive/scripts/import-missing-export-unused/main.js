import { present, missing } from "./lib.js";
export const options = { tags: { present } };
export default function () {}
