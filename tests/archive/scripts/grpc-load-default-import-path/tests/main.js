import grpc from "k6/net/grpc";
import { client } from "./lib/client.js";
export default function () {
  return client;
}
