let threw = "no";
try {
  new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([0xff]));
} catch (e) {
  threw = e.name;
}
export const options = { tags: { threw } };
export default function () {}
