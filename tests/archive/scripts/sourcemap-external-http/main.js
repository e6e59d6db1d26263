export const options = { vus: 2 };
export default function () {}
//# sourceMappingURL=http://127.0.0.1:9/main.js.map
