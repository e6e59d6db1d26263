import { base } from "../../lib/urls.js";
import { order } from "./data/order.js";
import { env } from "../env.js";
export const options = { tags: { base, order, env } };
export default function () {}
