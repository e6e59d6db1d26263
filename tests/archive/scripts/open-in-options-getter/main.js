export const options = {
  get tags() {
    return { text: open("./t.txt").trim() };
  },
};
export default function () {}
