import { get, post, expectedStatuses, setResponseCallback } from "k6/http";
setResponseCallback(expectedStatuses({ min: 200, max: 299 }));
export const options = { tags: { get: typeof get, post: typeof post } };
export default function () {}
