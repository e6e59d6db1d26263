import grpc from "k6/net/grpc";
const client = new grpc.Client();
let threw = "no";
try {
  client.load([], "nowhere.proto");
} catch (e) {
  threw = "yes";
}
export const options = { tags: { threw } };
export default function () {}
