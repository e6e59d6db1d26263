export { a } from "./part.js?y=2";
