const vus: number = await Promise.resolve<number>(4);
export const options = { vus };
export default function (): void {}
