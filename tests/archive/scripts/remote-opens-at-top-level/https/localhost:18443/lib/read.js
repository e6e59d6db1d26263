export let text;
try {
  text = open("./a-file-that-is-nowhere.txt");
} catch (e) {
  text = String(e).split("/").slice(-2).join("/");
}
