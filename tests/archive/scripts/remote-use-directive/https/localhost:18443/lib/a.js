"use k6 >= 1.1";
export const a = 1;
