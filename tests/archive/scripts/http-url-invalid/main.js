import http from "k6/http";
const url = http.url`https://exa mple.com/${1}`;
export default function () {}
