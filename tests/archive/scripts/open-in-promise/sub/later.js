export async function later(name) {
  await null;
  return open(name).trim();
}
