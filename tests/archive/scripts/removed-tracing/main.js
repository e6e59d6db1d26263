import tracing, { Http } from "k6/experimental/tracing";
export default function () {}
