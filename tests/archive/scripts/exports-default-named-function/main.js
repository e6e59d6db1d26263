export default function buy() {}
