export const options = { scenarios: { a: { executor: "some-vus" } } };
export default function () {}
