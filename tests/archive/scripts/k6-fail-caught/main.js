import { fail } from "k6";
let caught = {};
try {
  fail("BASE_URL is missing");
} catch (e) {
  caught = { name: e.name, message: e.message, text: String(e), error: String(e instanceof Error), type: typeof e };
}
export const options = { tags: caught };
export default function () {}
