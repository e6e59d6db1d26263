import { ReadableStream, WritableStream, CountQueuingStrategy, ByteLengthQueuingStrategy } from "k6/experimental/streams";
import streams from "k6/experimental/streams";
export const options = {
  tags: { types: [ReadableStream, WritableStream, CountQueuingStrategy, ByteLengthQueuingStrategy].map((type) => typeof type).join(), keys: Object.keys(streams).sort().join() },
};
export default function () {}
