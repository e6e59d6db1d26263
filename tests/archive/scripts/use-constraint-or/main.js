"use k6 1.x || >=2.0.0-rc1 <3";
export default function () {}
