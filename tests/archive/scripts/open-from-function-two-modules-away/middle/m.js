import { read } from "../deep/d.js";
export const text = read("./t.txt");
