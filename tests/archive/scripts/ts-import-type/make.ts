export interface Customer {
  name: string;
}
export const make = (prefix: string): string => `${prefix}1`;
