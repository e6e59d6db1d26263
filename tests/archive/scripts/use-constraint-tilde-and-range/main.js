"use k6 >= 1.2, < 3.0.0";
export default function () {}
