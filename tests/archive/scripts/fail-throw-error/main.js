throw new Error("BASE_URL is missing");
export default function () {}
