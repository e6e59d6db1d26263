export const options = { vus: 4, iterations: 8 };
