class MissingSetting extends Error {
  constructor(name) {
    super(`${name} is not set`);
    this.name = "MissingSetting";
  }
}
function need(name) {
  if (!__ENV[name]) throw new MissingSetting(name);
}
need("BASE_URL");
export default function () {}
