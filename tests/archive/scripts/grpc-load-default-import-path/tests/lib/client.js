import grpc from "k6/net/grpc";
export const client = new grpc.Client();
client.load(null, "protos/hello.proto");
