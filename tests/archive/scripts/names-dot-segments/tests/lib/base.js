export const base = "here";
