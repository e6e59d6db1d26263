import { browser } from "k6/experimental/browser";
export default function () {}
