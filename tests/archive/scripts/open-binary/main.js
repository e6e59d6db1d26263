const bytes = open("./pixel.bin", "b");
export const options = {
  vus: 1,
  iterations: 1,
  tags: { type: Object.prototype.toString.call(bytes), length: String(bytes.byteLength), bytes: new Uint8Array(bytes).join() },
};
export default function () {}
