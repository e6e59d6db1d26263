import data from "./data.json";
export const options = { tags: { type: typeof data, keys: Object.keys(data).join() } };
export default function () {}
