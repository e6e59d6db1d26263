const plan = { vus: 5, tags: { a: "b" } } satisfies { vus: number; tags: Record<string, string> };
const fixed = ["avg", "max"] as const;
export const options = { ...plan, summaryTrendStats: [...fixed] };
export default function () {}
