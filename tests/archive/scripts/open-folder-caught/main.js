let threw = "no";
try {
  open("./data");
} catch (e) {
  threw = String(e).includes("can't be used with directories") ? "yes" : String(e);
}
export const options = { tags: { threw } };
export default function () {}
