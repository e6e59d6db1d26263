import csv from "./vendor/csv.js";
import { parse } from "./vendor/csv.js";
const users = csv.parse(open("./users.csv"), { header: true });
export const options = { vus: 1, iterations: 1, tags: { count: String(users.data.length), last: users.data[2].name, quoted: users.data[1].note, same: String(parse === csv.parse), fields: users.meta.fields.join() } };
export default function () {}
