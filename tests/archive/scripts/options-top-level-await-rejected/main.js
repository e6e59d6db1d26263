export const options = { vus: 1 };
await Promise.reject(new Error("no such plan"));
export default function () {}
