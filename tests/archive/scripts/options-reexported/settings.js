export const small = { vus: 4, iterations: 8 };
