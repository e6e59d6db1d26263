export interface Settings {
  vus: number;
}
export const kind: string = "settings";
