import http from "k6/http";
export const options = { tags: {} };
try {
  await http.asyncRequest("GET", "https://example.com");
} catch (e) {
  options.tags.error = e.message;
}
export default function () {}
