import { WebSocket, Blob } from "k6/websockets";
export const options = { tags: { WebSocket: typeof WebSocket, Blob: typeof Blob } };
export default function () {}
