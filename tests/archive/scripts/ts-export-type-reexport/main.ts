export { options } from "./settings.ts";
export type { Settings } from "./settings.ts";
export default function (): void {}
