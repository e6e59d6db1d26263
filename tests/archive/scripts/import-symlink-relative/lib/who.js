import { name } from "./name.js";
export { name };
