export const options = { vus: 2 };
