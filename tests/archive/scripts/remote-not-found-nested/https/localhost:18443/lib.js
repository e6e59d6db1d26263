export { a } from "./nowhere.js";
