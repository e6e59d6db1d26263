export const options = { tags: {} };
setTimeout(() => (options.tags.negative = "ran"), -5);
setTimeout(() => (options.tags.missing = "ran"));
setTimeout(() => (options.tags.text = "ran"), "3");
export default function () {}
