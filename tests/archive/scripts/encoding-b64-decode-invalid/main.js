import { b64decode } from "k6/encoding";
b64decode("not base64!");
export default function () {}
