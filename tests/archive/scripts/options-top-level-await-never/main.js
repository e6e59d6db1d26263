await new Promise(() => {});
export const options = { vus: 2 };
export default function () {}
