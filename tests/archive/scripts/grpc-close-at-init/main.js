import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.close();
export default function () {}
