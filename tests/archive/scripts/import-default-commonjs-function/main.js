import make from "./make.js";
export const options = make(6);
export default function () {}
