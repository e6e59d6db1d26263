import { Only } from "./only-types.ts";
export interface Order extends Only {}
export const make = (): Order => ({ id: "7" });
