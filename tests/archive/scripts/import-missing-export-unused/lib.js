export const present = "yes";
