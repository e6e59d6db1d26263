import { Reader } from "./sub/reader.js";
const reader = new Reader("./t.txt");
export const options = { tags: { constructor: reader.text, getter: reader.again } };
export default function () {}
