export { b } from "./more/b.js";
