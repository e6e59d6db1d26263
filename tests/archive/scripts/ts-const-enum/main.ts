const enum Size {
  Small = 1,
  Large = Small << 4,
}
export const options = { vus: Size.Large };
export default function () {}
