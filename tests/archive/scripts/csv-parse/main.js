import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
const file = await open("users.csv");
const rows = await csv.parse(file, { delimiter: ";", skipFirstLine: true });
export const options = { vus: 1, iterations: 1, tags: { rows: JSON.stringify(rows), length: String(rows.length) } };
export default function () {}
