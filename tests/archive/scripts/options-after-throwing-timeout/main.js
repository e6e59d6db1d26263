export const options = { vus: 1 };
setTimeout(() => {
  throw new Error("too late");
}, 5);
export default function () {}
