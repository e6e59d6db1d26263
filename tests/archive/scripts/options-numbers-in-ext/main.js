export const options = {
  ext: { n: { whole: 3.0, half: 0.5, large: 1e21, small: 1e-7, big: 9007199254740993, negative: -0, many: 123456789012345680000, third: 1 / 3 } },
};
export default function () {}
