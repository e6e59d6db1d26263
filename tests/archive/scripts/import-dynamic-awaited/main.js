const { a } = await import("./a.js");
export const options = { tags: { a } };
export default function () {}
