export const options = { tags: { r: typeof open("./a.txt", "r"), upper: typeof open("./a.txt", "B"), none: typeof open("./a.txt", "") } };
export default function () {}
