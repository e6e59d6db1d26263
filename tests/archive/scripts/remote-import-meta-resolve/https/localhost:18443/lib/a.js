export const url = import.meta.resolve("../data/b.json");
