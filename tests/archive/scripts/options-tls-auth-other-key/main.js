export const options = { tlsAuth: [{ domains: ["example.com"], cert: open("./tls/client.pem"), key: open("./tls/client-key.pem") }] };
export default function () {}
