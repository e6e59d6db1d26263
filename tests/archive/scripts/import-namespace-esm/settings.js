export const vus = 3;
export const b = 1;
export function a() {}
export default function main() {}
