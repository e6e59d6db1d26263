const bytes = new Uint8Array(32);
const returned = crypto.getRandomValues(bytes);
const uuid = crypto.randomUUID();
export const options = {
  tags: { same: String(returned === bytes), filled: String(bytes.some((b) => b !== 0)), uuid: String(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuid)), subtle: typeof crypto.subtle },
};
export default function () {}
