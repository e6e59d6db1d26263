export const options = { tags: { text: open("./a-file-with-a-name-that-is-longer-than-the-hundred-bytes-which-a-header-of-ustar-has-for-it-and-so-needs-more-than-that.txt").trim() } };
export default function () {}
