import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.load(["definitions"], "orders.proto");
export const options = { vus: 1, iterations: 1 };
export default function () {}
