import { url } from "https://localhost:18443/lib/a.js";
export const options = { tags: { url } };
export default function () {}
