import grpc from "k6/net/grpc";
const client = new grpc.Client();
client.loadProtoset("./nowhere.protoset");
export default function () {}
