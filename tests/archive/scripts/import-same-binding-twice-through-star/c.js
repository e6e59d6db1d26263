export const vus = 3;
