export interface Only {
  id: string;
}
