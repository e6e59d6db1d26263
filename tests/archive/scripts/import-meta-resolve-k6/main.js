export const options = { tags: { k6: import.meta.resolve("k6/http") } };
export default function () {}
