export { a } from "https://localhost:18443/two.js";
