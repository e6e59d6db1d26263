export const options = { noSetup: true };
export const setup = 5;
export default function () {}
