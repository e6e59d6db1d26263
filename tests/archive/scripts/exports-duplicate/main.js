export const options = { vus: 1 };
const other = { vus: 2 };
export { other as options };
export default function () {}
