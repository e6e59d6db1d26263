import exec from "k6/execution";
exec.test.fail("not today");
export default function () {}
