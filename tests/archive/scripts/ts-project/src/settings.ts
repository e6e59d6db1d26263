export enum Environment {
  Test,
  Production,
}
export interface Settings {
  environment: Environment;
  vus: number;
}
const names: Record<string, Environment> = { test: Environment.Test, prod: Environment.Production };
export const settings: Settings = { environment: names[__ENV.ENVIRONMENT as string] ?? Environment.Production, vus: Number(__ENV.VUS ?? 1) };
