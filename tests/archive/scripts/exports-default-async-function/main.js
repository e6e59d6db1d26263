export default async function () {
  await null;
}
