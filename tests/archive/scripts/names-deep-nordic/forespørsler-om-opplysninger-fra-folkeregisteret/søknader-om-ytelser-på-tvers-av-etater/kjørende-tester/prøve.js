export const text = "dyp";
