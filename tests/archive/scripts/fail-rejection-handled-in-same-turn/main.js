const rejected = Promise.reject(new Error("somebody listens"));
Promise.resolve().then(() => rejected.catch(() => {}));
export const options = { vus: 2 };
export default function () {}
