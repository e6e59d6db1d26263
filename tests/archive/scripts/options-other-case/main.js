export const options = { VUS: 3, MaxRedirects: 4, useragent: "lower" };
export default function () {}
