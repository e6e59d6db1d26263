import { open } from "k6/experimental/fs";
import { parse } from "k6/experimental/csv";
const users = await parse(await open("users.csv"), { asObjects: true });
export const options = { tags: { first: JSON.stringify(users[0]), name: users[1].name, length: String(users.length) } };
export default function () {}
