import grpc from "k6/net/grpc";
const client = new grpc.Client();
const methods = client.loadProtoset("../protos/hello.protoset");
export const options = { vus: 1, iterations: 1, tags: { methods: JSON.stringify(methods) } };
export default function () {}
