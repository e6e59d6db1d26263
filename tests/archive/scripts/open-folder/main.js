const text = open("./data");
export default function () {}
