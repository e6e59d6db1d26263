let text;
try {
  text = open("./local-only.json");
} catch (e) {
  text = "none";
}
export const options = { tags: { text } };
export default function () {}
