export interface Settings {
  vus: number;
}
export const options: Settings = { vus: 6 };
