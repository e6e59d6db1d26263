async function load() {
  throw new Error("could not load");
}
load();
export default function () {}
