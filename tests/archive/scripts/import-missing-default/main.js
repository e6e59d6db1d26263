import lib from "./lib.js";
export default function () {}
