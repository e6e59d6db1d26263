export { vus } from "./c.js";
