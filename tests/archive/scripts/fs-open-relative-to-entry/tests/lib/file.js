import { open } from "k6/experimental/fs";
export const file = await open("./a.txt");
