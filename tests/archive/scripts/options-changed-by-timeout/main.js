export const options = { vus: 1 };
setTimeout(() => {
  options.vus = 5;
  options.tags = { when: "later" };
}, 50);
export default function () {}
