open("./current.txt");
export default function () {}
