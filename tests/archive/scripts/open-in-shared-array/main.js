import { users } from "./sub/users.js";
export const options = { tags: { users: users.map((u) => u.name).join() } };
export default function () {}
