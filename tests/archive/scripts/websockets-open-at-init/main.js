import { WebSocket } from "k6/websockets";
new WebSocket("ws://127.0.0.1:9");
export default function () {}
