// What was asked for, in the form that is written into the page.

/** A path with a slash at both ends. */
export function checkedBase(base) {
  const isPath = /^\/([\w.~-]+\/)*$/.test(base) && !base.split("/").some((part) => /^\.+$/.test(part));
  if (!isPath) throw new Error(`the base must be a path that starts and ends with a slash, as /repo/; it is \`${base}\``);
  return base;
}

/** The server's address with a slash at its end. */
export function checkedServer(server) {
  const url = URL.canParse(server) ? new URL(server) : null;
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain) throw new Error(`the server must be an address like https://k6cfg.example.org; it is \`${server}\``);
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
