import /* one */ { a /* two */ } from './a.js' // three
import{b}from"./b.js";
// import { c } from "./c.js";
/* import "./d.js"; */
const text = 'import "./e.js"';
export const options = { tags: { a, b, text } };
export default function () {}
