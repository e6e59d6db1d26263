import { get } from "../lib/http.js";
import { users } from "../lib/users.js";
import { label } from "../lib/label.js";
export const options = { vus: 1, iterations: 1, tags: { users: String(users.length), label: label("a"), get: typeof get } };
export default function () {}
