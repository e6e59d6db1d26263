"use k6 *";
"use k6 >= 1.0";
export default function () {}
