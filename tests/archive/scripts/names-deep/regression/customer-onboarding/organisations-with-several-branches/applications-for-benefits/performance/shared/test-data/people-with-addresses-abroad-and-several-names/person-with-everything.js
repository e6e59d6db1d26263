export const person = "Kari";
