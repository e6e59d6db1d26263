export const vus = await Promise.resolve(4);
