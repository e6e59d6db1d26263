export function b(n) {
  return n.missing.member;
}
