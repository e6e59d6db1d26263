"use k6 >= 1.5";
export const a = 1;
