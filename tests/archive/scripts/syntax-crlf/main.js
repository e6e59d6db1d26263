import { text } from "./text.js";
export const options = {
  vus: 1,
  iterations: 1,
  tags: { text: JSON.stringify(text) },
};
export default function () {}
