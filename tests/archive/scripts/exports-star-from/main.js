export * from "./journey.js";
import run from "./journey.js";
export default run;
