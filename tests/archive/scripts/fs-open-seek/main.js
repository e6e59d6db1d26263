import { open, SeekMode } from "k6/experimental/fs";
const file = await open("./a.txt");
const at = [];
at.push(await file.seek(3, SeekMode.Start));
at.push(await file.seek(2, SeekMode.Current));
at.push(await file.seek(-1, SeekMode.End));
export const options = { tags: { at: at.join() } };
export default function () {}
