console.log("text", 1, null, undefined, { a: [1] }, [1, "b"], new Date(0), () => {}, Symbol("s"));
console.info("%s and %d", "a", 5);
console.warn(new Error("shown"));
console.error(new Map([["a", 1]]));
console.debug({ nested: { deep: true } });
const circular = {};
circular.self = circular;
console.log(circular);
console.log();
export const options = { vus: 1, iterations: 1, tags: { methods: ["log", "info", "warn", "error", "debug", "table", "trace", "time", "assert", "group"].map((name) => typeof console[name]).join() } };
export default function () {
  console.log("in the test");
}
