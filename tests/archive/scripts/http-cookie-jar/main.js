import http, { CookieJar } from "k6/http";
const jar = new http.CookieJar();
const other = new CookieJar();
jar.set("https://example.com/a", "session", "abc", { domain: "example.com", path: "/a", secure: true, max_age: 600 });
jar.set("https://example.com", "plain", "1");
const found = jar.cookiesForURL("https://example.com/a/b");
jar.delete("https://example.com", "plain");
const left = jar.cookiesForURL("https://example.com/");
jar.clear("https://example.com/a");
export const options = {
  tags: { found: JSON.stringify([found.session, found.plain]), left: JSON.stringify(left), cleared: JSON.stringify(jar.cookiesForURL("https://example.com/a")), methods: [typeof jar.set, typeof jar.clear, typeof jar.delete].join() },
};
export default function () {
  return other;
}
