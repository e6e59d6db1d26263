export const rate = "verbatim";
