export let options = { vus: 1 };
setTimeout(() => {
  options = { vus: 9 };
}, 20);
export default function () {}
