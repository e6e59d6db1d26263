import { sleep } from "k6";
const before = Date.now();
sleep(0.3);
export const options = { tags: { slept: String(Date.now() - before >= 295) } };
export default function () {}
