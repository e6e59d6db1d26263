const { year, month } = "2024-01-31".match(/(?<year>\d{4})-(?<month>\d\d)/).groups;
export const options = {
  tags: {
    named: `${year}/${month}`,
    behind: "kr 100, $ 200".match(/(?<=\$ )\d+/)[0],
    not_behind: "a1 b2".match(/(?<!a)\d/)[0],
    dot_all: String(/a.b/s.test("a\nb")),
    sticky: String(/b/y.test("ab")),
    all: [..."a1b22".matchAll(/\d+/g)].map((m) => `${m[0]}@${m.index}`).join(),
    replaced: "John Smith".replace(/(?<first>\w+)\s(?<last>\w+)/, "$<last> $1 $& $` $' $$"),
    callback: "abc".replace(/b/g, (m, at) => m.toUpperCase() + at),
    flags: /a/gimsuy.flags,
    split: "a1b2c".split(/(\d)/).join("|"),
    emoji: String("🚀🚀".match(/./gu).length),
    back: String(/(a)\1/.test("aa")),
    insensitive: String(/ÅSE/i.test("åse")),
  },
};
export default function () {}
