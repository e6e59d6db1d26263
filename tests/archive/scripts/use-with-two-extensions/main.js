"use k6 >= 1.0";
"use k6 with k6/x/sql >=0.1.0";
"use k6 with k6/x/faker ^0.4";
export default function () {}
