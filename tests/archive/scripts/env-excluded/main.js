export const options = { tags: { secret: __ENV.SECRET } };
export default function () {}
