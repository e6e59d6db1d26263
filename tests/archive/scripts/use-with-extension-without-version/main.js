"use k6 with k6/x/faker";
export default function () {}
