import { SharedArray } from "k6/data";
const users = new SharedArray("users", function () {
  return JSON.parse(open("./users.json")).users;
});
export const options = {
  vus: 1,
  iterations: 1,
  tags: { length: String(users.length), first: users[0].name, last: users[users.length - 1].name, beyond: String(users[99]), array: String(Array.isArray(users)), names: [...users].map((u) => u.name).join() },
};
export default function () {}
