export const a = "odd names";
