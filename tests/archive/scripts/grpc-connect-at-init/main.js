import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.connect("127.0.0.1:9", { plaintext: true });
export default function () {}
