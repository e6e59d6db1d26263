import { env } from "../../tests/env.js";
export const base = `https://${env}.example.com`;
