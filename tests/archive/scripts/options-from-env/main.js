const profiles = { smoke: { vus: 1, iterations: 1 }, load: { vus: Number(__ENV.VUS || 2), duration: "5m" } };
function build(stage) {
  return { ...profiles[stage || "smoke"], tags: { stage } };
}
export const options = build(__ENV.STAGE);
export default function () {}
