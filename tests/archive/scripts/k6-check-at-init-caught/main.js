import { check } from "k6";
let message;
try {
  check(1, { "is one": (n) => n === 1 });
} catch (e) {
  message = e.message;
}
export const options = { tags: { message: String(message) } };
export default function () {}
