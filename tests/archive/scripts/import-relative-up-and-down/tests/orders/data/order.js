export const order = "one";
