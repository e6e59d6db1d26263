import grpc from "k6/net/grpc";
const one = new grpc.Client();
one.load([], "hello.proto");
const two = new grpc.Client();
two.load([], "hello.proto");
export default function () {}
