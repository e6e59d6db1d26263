export const options = { vus: 0 };
function next() {
  options.vus += 1;
  if (options.vus < 5) setTimeout(next, 2);
}
next();
export default function () {}
