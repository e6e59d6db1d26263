export default function () {}
return 5;
