const date = new Date(Date.UTC(2024, 0, 31, 14, 5, 6));
export const options = { tags: { number: (1234567.891).toLocaleString(), date: date.toLocaleDateString("en-GB"), time: date.toLocaleTimeString(), both: date.toLocaleString("nb-NO") } };
export default function () {}
