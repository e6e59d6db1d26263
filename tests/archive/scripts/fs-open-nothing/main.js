import { open } from "k6/experimental/fs";
await open();
export default function () {}
