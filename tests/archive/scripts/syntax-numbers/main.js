export const options = {
  tags: {
    separated: String(1_000_000),
    binary: String(0b101 + 0o17 + 0xff),
    fixed: (1.005).toFixed(2) + " " + (1e21).toFixed(2),
    precise: (123.456).toPrecision(4),
    exponent: (12345).toExponential(2),
    radix: (255).toString(16) + " " + (0.5).toString(2),
    sum: String(0.1 + 0.2),
    parsed: `${parseInt("12px")} ${parseFloat("1.5e3x")} ${Number("")} ${Number("0b11")}`,
    limits: `${Number.MAX_SAFE_INTEGER} ${Number.EPSILON} ${Number.MIN_VALUE} ${Number.MAX_VALUE}`,
    math: [Math.trunc(-1.5), Math.sign(-3), Math.cbrt(27), Math.hypot(3, 4), Math.clz32(1), Math.fround(5.5), Math.round(-0.5), Math.log2(8)].join(),
  },
};
export default function () {}
