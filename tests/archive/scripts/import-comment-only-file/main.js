import { PackageDto } from "./types.js";
import defaulted from "./types.js";
export const options = { tags: { named: typeof PackageDto, default: typeof defaulted } };
export default function () {}
