import { b64encode } from "k6/encoding";
b64encode(undefined);
export default function () {}
