export const options = {
  vus: 2,
  scenarios: { a: { executor: "constant-vus", vus: "many", duration: "1s" } },
};
export default function () {}
