const r = /[\p{L}--[a-z]]/v;
export default function () {}
