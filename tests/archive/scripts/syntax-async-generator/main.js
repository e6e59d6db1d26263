async function* numbers() {
  yield 1;
}
export default function () {}
