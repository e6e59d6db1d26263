export interface Order {
  id: string;
}
export interface Customer {}
