import { SharedArray } from "k6/data";
const a = new SharedArray("a", () => {
  throw new Error("no data today");
});
export default function () {}
