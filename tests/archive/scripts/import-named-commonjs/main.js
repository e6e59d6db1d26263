import { vus, missing, toString } from "./settings.js";
export const options = { vus, tags: { missing: String(missing), inherited: typeof toString } };
export default function () {}
