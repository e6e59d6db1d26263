export const options = { tags: { lines: JSON.stringify(open("./windows.txt")) } };
export default function () {}
