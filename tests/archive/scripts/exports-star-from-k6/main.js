export * from "k6";
export default function () {}
