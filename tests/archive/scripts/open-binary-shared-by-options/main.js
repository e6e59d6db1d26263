const view = new DataView(open("./number.bin", "b"));
export const options = { vus: view.getUint16(0), tags: { float: view.getFloat64(2).toString() } };
export default function () {}
