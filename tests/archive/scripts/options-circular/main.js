export const options = { vus: 2, ext: {} };
options.ext.self = options.ext;
export default function () {}
