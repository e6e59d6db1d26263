const bytes = new TextEncoder().encode("blå🚀");
const decoder = new TextDecoder("utf-8");
export const options = {
  tags: {
    bytes: [...bytes].join(),
    back: decoder.decode(bytes),
    buffer: new TextDecoder().decode(bytes.buffer),
    broken: new TextDecoder().decode(new Uint8Array([0xff, 0x61])),
    bom: String(new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).length),
    encoding: `${new TextEncoder().encoding} ${decoder.encoding} ${decoder.fatal} ${decoder.ignoreBOM}`,
    utf16: new TextDecoder("utf-16le").decode(new Uint8Array([0x61, 0, 0xe5, 0])),
  },
};
export default function () {}
