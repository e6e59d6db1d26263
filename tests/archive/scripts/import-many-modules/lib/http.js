import http from "k6/http";
import { label } from "./label.js";
export const get = (url) => http.get(url, { tags: { name: label(url) } });
