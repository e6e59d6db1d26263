import { b64decode } from "k6/encoding";
const token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJLYXJpIiwic2NvcGUiOiJhIGIifQ.";
const payload = JSON.parse(b64decode(token.split(".")[1], "rawurl", "s"));
export const options = { tags: payload };
export default function () {}
