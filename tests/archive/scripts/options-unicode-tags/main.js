export const options = { tags: { navn: "Åse Ødegård", html: "<a href='x'>&</a>", line: "a\u2028b\u2029c", emoji: "🚀", quote: "\"\\\n\t\u0001\u007f" } };
export default function () {}
