import { a } from "https://localhost:18443/my%20lib/bl%C3%A5b%C3%A6r+1@2.js";
export const options = { tags: { a } };
export default function () {}
