import ws, { connect } from "k6/ws";
let message;
try {
  ws.connect("ws://127.0.0.1:9", {}, () => {});
} catch (e) {
  message = e.message;
}
export const options = { tags: { message: String(message), connect: typeof connect, keys: Object.keys(ws).join() } };
export default function () {}
