const results = await Promise.allSettled([Promise.reject(new Error("a")), Promise.resolve(2)]);
const any = await Promise.any([Promise.reject(1), Promise.resolve("any")]);
export const options = { tags: { all: results.map((r) => r.status).join(), any } };
export default function () {}
