export const options = Object.create({ vus: 8 });
options.rps = 3;
export default function () {}
