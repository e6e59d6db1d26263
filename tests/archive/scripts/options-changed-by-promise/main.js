export const options = { vus: 1 };
Promise.resolve().then(() => {
  options.vus = 5;
});
export default function () {}
