"use k6x";
export default function () {}
