export const name = "of lib";
