export const here = import.meta.resolve("./data.txt");
export const text = open(import.meta.resolve("./data.txt")).trim();
