export let count = 1;
export function add() {
  count += 1;
}
