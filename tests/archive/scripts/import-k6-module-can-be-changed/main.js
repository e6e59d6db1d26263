import http from "k6/http";
import { tagged } from "./other.js";
http.extra = "added";
export const options = { tags: { extra: http.extra, other: String(tagged()) } };
export default function () {}
