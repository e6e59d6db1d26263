import { scenario } from "k6/execution";
const name = scenario.name;
export default function () {}
