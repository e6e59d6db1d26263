export async function later() {
  return import("./a.js");
}
export default function () {}
