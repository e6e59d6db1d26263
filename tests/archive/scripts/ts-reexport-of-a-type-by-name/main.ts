export { Settings } from "./types.ts";
export default function (): void {}
