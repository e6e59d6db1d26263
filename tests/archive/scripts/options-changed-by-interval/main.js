export const options = { vus: 0 };
const id = setInterval(() => {
  options.vus += 1;
  if (options.vus === 4) clearInterval(id);
}, 5);
export default function () {}
