Promise.reject(new Error("passed on")).finally(() => {});
export default function () {}
