export const options = { tags: { data: open("./data/words.txt").trim() } };
export default function () {}
