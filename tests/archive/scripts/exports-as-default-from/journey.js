export const settings = { vus: 2 };
export function buy() {}
