export { default, options } from "./journey.js";
