import { b64decode } from "k6/encoding";
b64decode("YQ");
export default function () {}
