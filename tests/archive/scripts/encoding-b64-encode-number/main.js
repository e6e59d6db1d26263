import { b64encode } from "k6/encoding";
b64encode(5);
export default function () {}
