import { something } from "./empty.js";
import * as all from "./empty.js";
export const options = { tags: { named: typeof something, keys: Object.keys(all).join() } };
export default function () {}
