import { Counter } from "k6/metrics";
const counter = Counter("things");
export const options = { tags: { type: typeof counter } };
export default function () {}
