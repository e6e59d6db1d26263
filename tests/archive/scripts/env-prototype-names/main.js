export const options = { tags: { constructor: typeof __ENV.constructor, toString: typeof __ENV.toString, has: typeof __ENV.hasOwnProperty } };
export default function () {}
