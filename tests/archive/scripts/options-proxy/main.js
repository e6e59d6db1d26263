export const options = new Proxy({ vus: 2, rps: 1 }, { get: (target, name) => (name === "vus" ? 9 : target[name]) });
export default function () {}
