function pick(list: string[]): string;
function pick(list: number[]): number;
function pick(list: any[]): any {
  return list[0];
}
const identity = <T,>(value: T): T => value;
const map = new Map<string, Array<number>>([["a", [1]]]);
const first = pick(["x"]);
export const options = { tags: { first, same: identity<string>("y"), map: String(map.get("a")![0]), less: String(1 < 2) } };
export default async function <T>(data?: T): Promise<void> {}
