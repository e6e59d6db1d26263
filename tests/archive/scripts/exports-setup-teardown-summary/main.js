export function setup() {
  return { token: "t" };
}
export default function (data) {
  if (data.token !== "t") throw new Error("no data from setup");
}
export function teardown(data) {
  if (data.token !== "t") throw new Error("no data from setup");
}
export function handleSummary() {
  return {};
}
