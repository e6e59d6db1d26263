export enum Status {
  Open = "open",
}
export enum Status {
  Closed = "closed",
}
export const enum Kind {
  A,
  B,
}
