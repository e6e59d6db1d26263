export const value = "odd";
