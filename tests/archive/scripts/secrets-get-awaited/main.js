import secrets from "k6/secrets";
const token = await secrets.get("token");
export default function () {}
