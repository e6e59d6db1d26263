"use k6 1.0 - 2.9";
export default function () {}
