export const options = "vus";
export default function () {}
