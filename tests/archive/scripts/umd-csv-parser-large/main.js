import { SharedArray } from "k6/data";
import csv from "./vendor/csv.js";
const users = new SharedArray("users", () => csv.parse(open("./users.csv"), { header: true }).data);
const lines = open("./users.csv").split("\n");
const commas = open("./users.csv").replace(/,/g, ";").split(";").length;
export const options = { tags: { count: String(users.length), last: users[users.length - 1].street, lines: String(lines.length), commas: String(commas) } };
export default function () {}
