export { base } from "./more/base.js";
