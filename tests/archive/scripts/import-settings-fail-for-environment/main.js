import { endpoints } from "./endpoints.js";
export default function () {
  return endpoints;
}
