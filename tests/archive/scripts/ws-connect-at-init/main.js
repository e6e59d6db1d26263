import ws from "k6/ws";
ws.connect("ws://127.0.0.1:9", {}, () => {});
export default function () {}
