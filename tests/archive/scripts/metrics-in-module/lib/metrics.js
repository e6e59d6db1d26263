import { Counter } from "k6/metrics";
const errors = new Counter("token_errors");
export const record = () => errors.add(1);
