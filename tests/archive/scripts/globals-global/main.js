global.team = "orders";
import { team } from "./team.js";
export const options = { tags: { same: String(global === globalThis), team: globalThis.team, other: String(team()) } };
export default function () {}
