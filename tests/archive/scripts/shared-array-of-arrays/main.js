import { SharedArray } from "k6/data";
const rows = new SharedArray("rows", () =>
  open("./rows.csv")
    .trim()
    .split("\n")
    .map((line) => line.split(";")),
);
export const options = { tags: { cell: rows[1][1], sum: String(rows.reduce((sum, [, n]) => sum + Number(n), 0)) } };
export default function () {}
