"use k6 = 2.2.0";
export default function () {}
