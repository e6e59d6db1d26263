import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.load([], "hello.proto");
let message;
try {
  client.invoke("hello.Greeter/Greet", {});
} catch (e) {
  message = e.message;
}
export const options = { tags: { message: String(message), stream: typeof grpc.Stream, close: typeof client.close } };
export default function () {}
