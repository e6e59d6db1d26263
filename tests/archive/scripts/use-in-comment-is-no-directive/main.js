// "use k6 >= 0.50"
export default function () {}
