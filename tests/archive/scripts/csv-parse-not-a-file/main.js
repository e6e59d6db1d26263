import csv from "k6/experimental/csv";
await csv.parse("users.csv");
export default function () {}
