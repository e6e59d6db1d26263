export const read = (name) => open(name).trim();
