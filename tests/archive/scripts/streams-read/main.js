import { ReadableStream } from "k6/experimental/streams";
const stream = new ReadableStream({
  start(controller) {
    controller.enqueue("a");
    controller.enqueue("b");
    controller.close();
  },
});
const reader = stream.getReader();
const seen = [];
for (let next = await reader.read(); !next.done; next = await reader.read()) seen.push(next.value);
export const options = { tags: { seen: seen.join() } };
export default function () {}
