import timers, { setTimeout as after, clearTimeout, setInterval, clearInterval } from "k6/timers";
export const options = { tags: { keys: Object.keys(timers).sort().join() } };
after(() => (options.tags.when = "later"), 5);
export default function () {}
