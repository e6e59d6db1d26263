export const text = "over 256 bytes";
