import "./setup-globals.js";
export const options = { tags: { team: globalThis.team } };
export default function () {}
