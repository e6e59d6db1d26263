"use k6 with k6/http >= 1";
export default function () {}
