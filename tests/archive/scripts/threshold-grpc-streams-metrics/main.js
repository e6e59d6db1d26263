import grpc from "k6/net/grpc";
export const options = { thresholds: { grpc_streams: ["count>0"], grpc_streams_msgs_sent: ["count>0"], grpc_streams_msgs_received: ["count>0"] } };
export default function () {}
