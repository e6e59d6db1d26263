<!-- a comment of old
export default function () {}
