"use k6 \x3e= 0.50";
export default function () {}
