"use k6 with k6/x/faker >= 0.3";
export default function () {}
