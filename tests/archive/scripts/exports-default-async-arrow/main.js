export const options = { vus: 1, iterations: 1 };
export default async () => {
  await Promise.resolve();
};
