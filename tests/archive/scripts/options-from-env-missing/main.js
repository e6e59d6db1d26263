function build(stage) {
  return { vus: Number(__ENV.VUS || 2), tags: { stage: stage || "smoke" } };
}
export const options = build(__ENV.STAGE);
export default function () {}
