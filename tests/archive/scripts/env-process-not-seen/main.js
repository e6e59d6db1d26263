export const options = { tags: { stage: String(__ENV.STAGE), path: String(__ENV.PATH) } };
export default function () {}
