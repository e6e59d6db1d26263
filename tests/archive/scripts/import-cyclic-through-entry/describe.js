import { name } from "./main.js";
export const describe = () => `test of ${name}`;
