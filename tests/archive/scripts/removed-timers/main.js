import { setTimeout } from "k6/experimental/timers";
export default function () {}
