import http from "k6/http";
export const options = { tags: { keys: Object.keys(http).sort().join(), names: Object.getOwnPropertyNames(http).length.toString() } };
export default function () {}
