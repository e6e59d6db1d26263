export const options = { vus: 2 };
Object.defineProperty(options, "rps", { value: 9, enumerable: false });
export default function () {}
