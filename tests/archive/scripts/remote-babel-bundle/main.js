import { describe, expect } from "https://localhost:18443/chaijs/4.3.4.0/index.js";
import chai from "https://localhost:18443/chaijs/4.3.4.0/index.js";
export const options = { tags: { describe: typeof describe, expect: typeof expect, chai: typeof chai, value: expect(5).value.toString() } };
export default function () {}
