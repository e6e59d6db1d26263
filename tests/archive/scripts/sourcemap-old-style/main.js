export const options = { vus: 2 };
export default function () {}
//@ sourceMappingURL=main.js.map
