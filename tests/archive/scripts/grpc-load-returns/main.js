import { Client, StatusOK, StatusNotFound } from "k6/net/grpc";
const client = new Client();
const methods = client.load([], "hello.proto");
export const options = { tags: { methods: JSON.stringify(methods), ok: String(StatusOK), missing: String(StatusNotFound) } };
export default function () {}
