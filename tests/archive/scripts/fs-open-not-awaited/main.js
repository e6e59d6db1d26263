import { open } from "k6/experimental/fs";
const file = open("./a.txt");
export const options = { tags: { promise: String(file instanceof Promise) } };
export default function () {}
