export { default } from "./journey.js";
