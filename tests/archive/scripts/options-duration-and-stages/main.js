export const options = { duration: "1m", stages: [{ duration: "1m", target: 2 }] };
export default function () {}
