import { createOptions } from "../helpers/options.js";
export const options = createOptions(["Create order", "Get order"]);
export default function () {}
