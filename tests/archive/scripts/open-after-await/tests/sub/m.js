await Promise.resolve();
export const text = open("./t.txt").trim();
