export function buy() {}
