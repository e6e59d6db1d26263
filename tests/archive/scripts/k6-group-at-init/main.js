import { group } from "k6";
group("login", () => {});
export default function () {}
