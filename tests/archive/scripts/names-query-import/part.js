export const text = "part";
