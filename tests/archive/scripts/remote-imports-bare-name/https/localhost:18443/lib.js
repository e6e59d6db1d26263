import _ from "lodash";
export const a = 1;
