import { value } from "./{x},;=@$!~.js";
export const options = { tags: { value } };
export default function () {}
