import exec from "k6/execution";
const id = exec.vu.idInTest;
export default function () {}
