export const options = { tags: {} };
Promise.reject(new Error("handled")).catch((e) => (options.tags.message = e.message));
export default function () {}
