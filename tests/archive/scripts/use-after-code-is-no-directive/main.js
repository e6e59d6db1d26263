import "k6";
"use k6 >= 9.0";
export default function () {}
