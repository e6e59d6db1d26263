export let options = { vus: 7, duration: "30s" };
export default function () {}
