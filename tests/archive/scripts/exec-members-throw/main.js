import exec from "k6/execution";
const tags = {};
for (const name of ["vu", "scenario", "instance", "test"]) {
  try {
    tags[name] = typeof exec[name];
  } catch (e) {
    tags[name] = e.message;
  }
}
export const options = { tags };
export default function () {}
