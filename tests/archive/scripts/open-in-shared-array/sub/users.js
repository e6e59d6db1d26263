import { SharedArray } from "k6/data";
export const users = new SharedArray("users", () => JSON.parse(open("./users.json")));
