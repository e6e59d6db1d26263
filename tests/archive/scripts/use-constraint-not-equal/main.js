"use k6 != 1.0.0";
export default function () {}
