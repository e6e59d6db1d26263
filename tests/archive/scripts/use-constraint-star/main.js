"use k6 *";
export default function () {}
