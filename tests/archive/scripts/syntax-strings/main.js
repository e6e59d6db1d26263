const text = "  Blåbær og BLÅBÆR  ";
export const options = {
  tags: {
    trim: `[${text.trim()}] [${text.trimStart()}] [${text.trimEnd()}]`,
    pad: "7".padStart(3, "0") + "7".padEnd(3, "-"),
    all: text.replaceAll("bær", "jam"),
    at: `${text.at(2)} ${text.at(-3)} ${text.codePointAt(4)}`,
    includes: `${text.includes("og")} ${text.startsWith("  B")} ${text.endsWith("R  ")} ${text.indexOf("b", 8)} ${text.lastIndexOf("B")}`,
    slice: text.slice(-5, -2) + text.substring(6, 2) + text.substr(2, 3),
    split: "a,b,,c".split(",").length + " " + "abc".split("").join("-") + " " + "a,b,c".split(",", 2).join(),
    normal: String("a\u030a".normalize("NFC") === "å") + "é".normalize("NFD").length,
    raw: String.raw`a\n${1}`,
    repeat: "ab".repeat(3),
    code: String.fromCodePoint(128640) + String.fromCharCode(65),
    upper: "straße".toUpperCase() + "ÆØÅ".toLowerCase(),
    length: String("🚀".length) + [..."🚀a"].length,
    escape: encodeURIComponent("a b/å&") + " " + encodeURI("a b/å&") + " " + decodeURIComponent("%C3%A5") + " " + escape("å b"),
    well: String("a\ud83d".isWellFormed?.()),
  },
};
export default function () {}
