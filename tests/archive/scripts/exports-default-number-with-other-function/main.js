export const options = { vus: 1 };
export default 5;
export function other() {}
