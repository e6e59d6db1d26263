Promise.reject("just text");
export default function () {}
