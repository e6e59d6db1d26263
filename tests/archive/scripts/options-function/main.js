export function options() {
  return { vus: 2 };
}
export default function () {}
