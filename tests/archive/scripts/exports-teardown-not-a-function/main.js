export const teardown = null;
export default function () {}
