const buffer = new ArrayBuffer(8);
const view = new DataView(buffer);
view.setUint16(0, 258);
view.setFloat32(4, 1.5, true);
const bytes = new Uint8Array(buffer);
export const options = { tags: { bytes: bytes.join(), clamped: new Uint8ClampedArray([300, -5]).join(), sub: bytes.subarray(0, 2).join(), sliced: String(buffer.slice(2).byteLength), float: String(new Float32Array([0.1])[0]), big: String(new BigUint64Array([5n])[0]), from: Uint8Array.from([1, 2], (n) => n * 2).join() } };
export default function () {}
