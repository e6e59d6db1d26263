export const options = { tags: {} };
import("k6/http").catch((e) => {
  options.tags.error = String(e);
});
export default function () {}
