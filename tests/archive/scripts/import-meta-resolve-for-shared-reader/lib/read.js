export const read = (url) => open(url).trim();
