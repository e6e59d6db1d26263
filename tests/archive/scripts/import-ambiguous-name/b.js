export const vus = 2;
