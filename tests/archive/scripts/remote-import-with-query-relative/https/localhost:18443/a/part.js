export const a = "part without the query";
