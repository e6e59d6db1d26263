export const rate = "all";
