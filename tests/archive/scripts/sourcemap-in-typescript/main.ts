export const options: { vus: number } = { vus: 2 };
export default function (): void {}
//# sourceMappingURL=main.ts.map
