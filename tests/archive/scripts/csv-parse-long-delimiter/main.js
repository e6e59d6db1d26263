import { open } from "k6/experimental/fs";
import csv from "k6/experimental/csv";
await csv.parse(await open("users.csv"), { delimiter: "||" });
export default function () {}
