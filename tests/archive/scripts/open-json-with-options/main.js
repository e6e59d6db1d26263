export const options = JSON.parse(open("./options.json"));
export default function () {}
