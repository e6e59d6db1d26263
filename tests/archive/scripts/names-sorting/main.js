const files = ["./b/z.txt", "./a-b/x.txt", "./a/x.txt", "./a.txt", "./a/b/c.txt", "./A/x.txt", "./_/x.txt", "./a b/x.txt"];
export const options = { tags: { all: files.map((name) => open(name).trim()).join(",") } };
export default function () {}
