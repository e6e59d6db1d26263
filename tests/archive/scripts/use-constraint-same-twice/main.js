"use k6 >= 1.0";
"use k6 >= 1.0";
export default function () {}
