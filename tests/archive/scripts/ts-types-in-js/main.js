export const options: any = { vus: 1 };
export default function () {}
