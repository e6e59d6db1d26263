import csv from "k6/experimental/csv";
new csv.Parser();
export default function () {}
