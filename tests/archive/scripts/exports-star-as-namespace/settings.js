export const vus = 3;
export const tags = { a: "b" };
