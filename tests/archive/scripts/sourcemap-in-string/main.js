export const options = { vus: 2, tags: { text: "//# sourceMappingURL=main.js.map" } };
export default function () {}
