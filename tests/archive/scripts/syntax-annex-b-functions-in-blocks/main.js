{
  function inner() {
    return "inner";
  }
}
let seen = "hidden";
try {
  seen = inner();
} catch (e) {
  seen = e.name;
}
export const options = { tags: { seen } };
export default function () {}
