export const options = { vus: 1 };
setTimeout(() => (options.vus = 6), 1500);
export default function () {}
