export const options = { thresholds: { grpc_streams: ["count>0"] } };
export default function () {}
