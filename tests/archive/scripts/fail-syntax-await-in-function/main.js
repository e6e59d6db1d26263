export default function () {
  await 1;
}
