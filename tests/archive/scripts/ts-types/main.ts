import http, { RefinedResponse, ResponseType } from "k6/http";
import { Options } from "k6/options";
interface User {
  readonly id: number;
  name?: string;
}
type Id = User["id"] | string;
declare const __ENV: { [name: string]: string };
const user: User = { id: 1 };
const ids: Array<Id> = [user.id, "two"];
export const options: Options = { vus: 1, iterations: 1, tags: { ids: ids.join(), name: user.name! ?? "none", as: (<any>user).id + "" } };
export function get(url: string, ...rest: unknown[]): RefinedResponse<ResponseType> {
  return http.get(url);
}
export default function (): void {}
