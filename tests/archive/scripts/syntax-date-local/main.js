const date = new Date(2024, 0, 31, 12, 30);
export const options = { tags: { text: String(date).slice(0, 24), iso: date.toISOString().length.toString(), day: String(date.getDate()), locale: typeof date.toLocaleString() } };
export default function () {}
