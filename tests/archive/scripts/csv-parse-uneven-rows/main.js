import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
await csv.parse(await open("rows.csv"));
export default function () {}
