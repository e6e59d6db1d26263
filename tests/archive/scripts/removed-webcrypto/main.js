import { crypto } from "k6/experimental/webcrypto";
export default function () {}
