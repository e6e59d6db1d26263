export const name = "of tests";
