new TextDecoder("utf-99");
export default function () {}
