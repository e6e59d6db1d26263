export { nothing as options };
export default function () {}
