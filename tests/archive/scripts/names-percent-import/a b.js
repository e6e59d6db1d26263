export const rate = "decoded";
