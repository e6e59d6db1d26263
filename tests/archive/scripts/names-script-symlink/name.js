export const name = "at the top";
