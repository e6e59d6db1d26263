import { person } from "./shared/test-data/people-with-addresses-abroad-and-several-names/person-with-everything.js";
export const options = { tags: { person } };
export default function () {}
