"use k6 newest";
export default function () {}
