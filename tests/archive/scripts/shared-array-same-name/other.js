import { SharedArray } from "k6/data";
export const other = new SharedArray("data", () => ["first"]);
