import { open, SeekMode } from "k6/experimental/fs";
const file = await open("data/users.csv");
const stat = await file.stat();
const buffer = new Uint8Array(5);
const count = await file.read(buffer);
await file.seek(0, SeekMode.Start);
export const options = {
  vus: 1,
  iterations: 1,
  tags: { size: String(stat.size), name: stat.name, count: String(count), text: String.fromCharCode(...buffer), modes: [SeekMode.Start, SeekMode.Current, SeekMode.End].join() },
};
export default function () {}
