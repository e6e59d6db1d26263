import grpc from "k6/net/grpc";
const client = new grpc.Client();
export const options = { tags: { methods: JSON.stringify(client.loadProtoset("./empty.protoset")) } };
export default function () {}
