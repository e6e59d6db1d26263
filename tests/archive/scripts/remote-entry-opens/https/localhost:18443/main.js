export const text = open("./data.txt");
export default function () {}
