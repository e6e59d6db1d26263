export * from "./journey.js";
