export const setup = { token: "t" };
export default function () {}
