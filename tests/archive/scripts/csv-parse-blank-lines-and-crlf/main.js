import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
const rows = await csv.parse(await open("rows.csv"));
export const options = { tags: { rows: JSON.stringify(rows) } };
export default function () {}
