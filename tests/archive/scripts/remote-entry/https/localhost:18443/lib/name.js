export const name = "remote";
