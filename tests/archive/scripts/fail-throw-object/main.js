throw { code: 5, reason: "object" };
export default function () {}
