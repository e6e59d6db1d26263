import { open } from "k6/experimental/fs";
await open("./data");
export default function () {}
