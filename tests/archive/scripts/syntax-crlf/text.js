export const text = `one
two\
three`;
