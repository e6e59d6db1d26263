const vus: string = 4;
export const options: number = { vus };
export default function (): boolean {
  return "text";
}
