export { buy as default, settings as options } from "./journey.js";
