export const options = { tlsAuth: [{ domains: ["example.com"], cert: open("./cert.pem"), key: open("./key.pem") }] };
export default function () {}
