open();
export default function () {}
