import data from "./data.json";
export const options = { tags: { type: typeof data } };
export default function () {}
