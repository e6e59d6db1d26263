import secrets from "k6/secrets";
secrets.get("token");
export default function () {}
