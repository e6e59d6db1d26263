import { fail } from "k6";
fail("BASE_URL is missing");
export default function () {}
