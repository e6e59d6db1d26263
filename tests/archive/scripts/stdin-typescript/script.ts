const vus: number = 3;
export const options = { vus };
export default function (): void {}
