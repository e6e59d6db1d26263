export const options = { tags: { type: typeof module } };
export default function () {}
