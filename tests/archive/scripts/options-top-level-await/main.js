const vus = await new Promise((done) => setTimeout(() => done(11), 20));
export const options = { vus };
export default function () {}
