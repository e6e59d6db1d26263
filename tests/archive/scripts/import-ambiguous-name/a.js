export const vus = 1;
