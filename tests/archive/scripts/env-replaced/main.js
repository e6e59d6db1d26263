globalThis.__ENV = { STAGE: "mine" };
export const options = { tags: { stage: String(__ENV.STAGE) } };
export default function () {}
