const størrelse = 3;
const \u0061bc = 4;
const $ = "dollar";
const ℮ = 1;
export const options = { vus: størrelse, tags: { abc: String(abc), $, ℮: String(℮) } };
export default function () {}
