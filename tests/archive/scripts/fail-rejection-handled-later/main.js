const rejected = Promise.reject(new Error("nobody listens yet"));
setTimeout(() => rejected.catch(() => {}), 5);
export default function () {}
