export const options = { duration: "5 minutes" };
export default function () {}
