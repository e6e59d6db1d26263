const settings = { vus: 3 };
export { settings as "options" };
export default function () {}
