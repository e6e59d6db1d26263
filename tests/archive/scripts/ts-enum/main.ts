enum Level {
  Low,
  High = 10,
  Higher,
  Text = "text",
  Computed = "abc".length,
}
export const options = { tags: { low: Level[0], high: String(Level.High), higher: String(Level.Higher), text: Level.Text, reverse: Level[11], computed: String(Level.Computed), keys: Object.keys(Level).join() } };
export default function () {}
