import { størrelse } from "./bær/størrelse.js";
export const options = { tags: { størrelse } };
export default function () {}
