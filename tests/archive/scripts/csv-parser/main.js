import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
const parser = new csv.Parser(await open("users.csv"), { skipFirstLine: true });
const seen = [];
for (let next = await parser.next(); !next.done; next = await parser.next()) seen.push(next.value.join("/"));
const after = await parser.next();
export const options = { tags: { seen: seen.join(" "), after: JSON.stringify(after) } };
export default function () {}
