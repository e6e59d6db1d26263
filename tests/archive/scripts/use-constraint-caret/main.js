"use k6 ^2.1";
export default function () {}
