export const options = { tags: { half: "a\ud83db" } };
export default function () {}
