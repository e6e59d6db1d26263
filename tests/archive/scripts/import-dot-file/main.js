import { a } from ".hidden.js";
export const options = { tags: { a } };
export default function () {}
