export const a = "found";
