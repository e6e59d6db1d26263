import { fail } from "k6";
const base = __ENV.BASE_URL || fail("BASE_URL is missing");
export const options = { tags: { base } };
export default function () {}
