import http from "k6/http";
const tags = {};
for (const name of ["get", "head", "post", "put", "patch", "del", "options", "request", "batch", "cookieJar"]) {
  try {
    name === "request" ? http.request("GET", "https://example.com") : name === "batch" ? http.batch([["GET", "https://example.com"]]) : http[name]("https://example.com");
    tags[name] = "returned";
  } catch (e) {
    tags[name] = e.message;
  }
}
export const options = { tags };
export default function () {}
