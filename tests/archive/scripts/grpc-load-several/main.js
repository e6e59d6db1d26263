import grpc from "k6/net/grpc";
const client = new grpc.Client();
const methods = client.load(["a", "b"], "one.proto", "two.proto");
export const options = { tags: { methods: String(methods.length) } };
export default function () {}
