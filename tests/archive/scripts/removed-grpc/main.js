import grpc from "k6/experimental/grpc";
export default function () {}
