export const env = "at22";
