import secrets from "k6/secrets";
export const options = { tags: { keys: Object.keys(secrets).sort().join(), source: typeof secrets.source("vault").get } };
try {
  await secrets.source("vault").get("token");
} catch (e) {
  options.tags.message = String(e);
}
export default function () {}
