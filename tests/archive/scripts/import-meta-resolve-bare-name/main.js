import.meta.resolve("lodash");
export default function () {}
