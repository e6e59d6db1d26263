export const a = "two";
