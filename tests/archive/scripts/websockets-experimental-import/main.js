import { WebSocket } from "k6/experimental/websockets";
export const options = { tags: { WebSocket: typeof WebSocket } };
export default function () {}
