const url = new URL("https://example.com");
export default function () {}
