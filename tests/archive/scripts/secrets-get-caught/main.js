import secrets from "k6/secrets";
let token;
try {
  token = await secrets.get("token");
} catch (e) {
  token = `none: ${e}`;
}
export const options = { tags: { token } };
export default function () {}
