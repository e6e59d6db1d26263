"use k6 with k6/x/faker >= 0.3";
"use k6 with k6/x/faker >= 0.4";
export default function () {}
