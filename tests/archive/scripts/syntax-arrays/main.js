const list = [3, 1, 2];
export const options = {
  tags: {
    flat: JSON.stringify([1, [2, [3, [4]]]].flat(Infinity)) + JSON.stringify([1, 2].flatMap((n) => [n, n * 2])),
    find: `${list.findLast((n) => n < 3)} ${list.findLastIndex((n) => n > 2)} ${list.at(-1)}`,
    from: Array.from({ length: 3 }, (_, i) => i * i).join(),
    fill: new Array(3).fill(0).join() + [1, 2, 3, 4].copyWithin(0, 2).join(),
    sorted: `${typeof list.toSorted} ${typeof list.toReversed} ${typeof list.with} ${typeof list.toSpliced}`,
    group: `${typeof Object.groupBy} ${typeof Map.groupBy} ${typeof Array.fromAsync}`,
    stable: ["b1", "a1", "b2", "a2"].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)).join(),
    default_sort: [10, 9, 1, undefined, 2].sort().join(),
    reduce: list.reduceRight((a, b) => a + "-" + b),
    of: `${Array.of(7).length} ${Array.isArray([])} ${[1, , 3].length}`,
    includes: String([NaN].includes(NaN)) + [NaN].indexOf(NaN),
  },
};
export default function () {}
