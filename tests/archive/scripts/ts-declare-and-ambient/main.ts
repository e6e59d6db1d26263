declare function external(a: string): void;
declare module "k6/x/anything" {
  export const a: number;
}
declare global {
  interface Window {}
}
export const options = { vus: 2 as number };
export default function () {}
