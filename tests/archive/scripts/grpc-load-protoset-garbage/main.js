import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.loadProtoset("./garbage.protoset");
export default function () {}
