export const options = { vus: new Number(3), userAgent: new String("boxed"), throw: new Boolean(true) };
export default function () {}
