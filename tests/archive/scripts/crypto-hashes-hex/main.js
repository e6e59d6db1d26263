import crypto from "k6/crypto";
const tags = {};
for (const name of ["md4", "md5", "sha1", "sha256", "sha384", "sha512", "sha512_224", "sha512_256", "ripemd160"]) tags[name] = crypto[name]("blåbær", "hex");
export const options = { tags };
export default function () {}
