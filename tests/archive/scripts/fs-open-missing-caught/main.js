import { open } from "k6/experimental/fs";
let caught;
try {
  await open("./nowhere.txt");
} catch (e) {
  caught = e.name;
}
export const options = { tags: { caught: String(caught) } };
export default function () {}
