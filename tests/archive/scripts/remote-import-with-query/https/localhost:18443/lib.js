export const a = "without a query";
