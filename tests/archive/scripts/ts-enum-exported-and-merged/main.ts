import { Status, Kind } from "./status.ts";
export const options = { tags: { status: Status.Closed, open: Status.Open, kind: String(Kind.B) } };
export default function () {}
