import { open } from "k6/experimental/fs";
await open("./nowhere.txt");
export default function () {}
