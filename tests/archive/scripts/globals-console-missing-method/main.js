console.table([1, 2]);
export default function () {}
