import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.load(["definitions"], "nowhere.proto");
export default function () {}
