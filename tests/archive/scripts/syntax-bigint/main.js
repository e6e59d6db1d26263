const big = 2n ** 64n;
export const options = { tags: { big: big.toString(), type: typeof big, from: String(BigInt("0x1f")), as: String(BigInt.asUintN(8, 257n)), compare: String(10n > 9), mixed: String(5n == 5) } };
export default function () {}
