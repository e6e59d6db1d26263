const seen = [];
export const options = { tags: {} };
setTimeout(() => seen.push("30"), 30);
setTimeout(() => seen.push("10"), 10);
setTimeout(() => seen.push("0"));
Promise.resolve().then(() => seen.push("promise"));
seen.push("sync");
setTimeout((word) => seen.push(word), 20, "20");
const cancelled = setTimeout(() => seen.push("cancelled"), 15);
clearTimeout(cancelled);
setTimeout(() => (options.tags.order = seen.join(" ")), 60);
export default function () {}
