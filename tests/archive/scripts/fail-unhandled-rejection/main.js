Promise.reject(new Error("nobody listens"));
export default function () {}
