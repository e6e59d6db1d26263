import { b } from "file:///etc/hostname";
export const a = b;
