import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.load([], "two.proto", "edition.proto");
export default function () {}
