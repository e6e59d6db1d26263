export const options = { tags: { sorted: ["b", "å", "a", "Z", "æ", "B", "z"].sort((a, b) => a.localeCompare(b)).join(), same: String("a".localeCompare("a")), case: String("a".localeCompare("A")) } };
export default function () {}
