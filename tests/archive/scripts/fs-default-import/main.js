import fs from "k6/experimental/fs";
export const options = { tags: { keys: Object.keys(fs).sort().join() } };
let file;
(async () => {
  file = await fs.open("a.txt");
})();
export default function () {}
