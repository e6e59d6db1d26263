export const options = { tags: { day: new Date(Date.UTC(2024, 0, 31, 12, 30, 15, 250)) } };
export default function () {}
