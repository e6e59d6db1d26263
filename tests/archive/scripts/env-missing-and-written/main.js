__ENV.WRITTEN = "yes";
__ENV.NUMBER = 5;
delete __ENV.A;
import { seen } from "./seen.js";
export const options = { tags: { missing: String(__ENV.MISSING), seen: seen(), number: typeof __ENV.NUMBER, a: String(__ENV.A), has: String("WRITTEN" in __ENV), keys: Object.keys(__ENV).sort().join() } };
export default function () {}
