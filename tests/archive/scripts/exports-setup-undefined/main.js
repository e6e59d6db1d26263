export let setup;
export default function () {}
