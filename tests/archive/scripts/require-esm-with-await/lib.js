export const named = await Promise.resolve("n");
