import * as http from "k6/http";
export const options = { tags: { keys: Object.keys(http).sort().join(), default: typeof http.default, get: typeof http.get } };
export default function () {}
