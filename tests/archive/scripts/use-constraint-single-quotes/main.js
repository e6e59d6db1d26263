'use k6 >= v2.0.0'
export default function () {}
