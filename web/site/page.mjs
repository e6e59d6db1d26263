// The page's HTML for another place.

/** As it is at `base`: all that it names by itself. What scripts name is relative to them or to this base. */
export function moved(page, base) {
  mustHave(page, '<base href="/">');
  return page.replace(/(<(?:base|link|script)\b[^>]*?\s(?:href|src)=")\/(?!\/)/g, (_, before) => before + base);
}

/** Able to talk to the server at this address, and told of it. */
export function trusting(page, server) {
  mustHave(page, "connect-src 'self'");
  const open = page.replace("connect-src 'self'", () => `connect-src 'self' ${new URL(server).origin}`);
  return marked(open, "k6cfg-server", server);
}

export const marked = (page, name, content) =>
  before(page, "<title>", `<meta name="${name}" content="${content.replaceAll("&", "&amp;")}">\n    `);

export const linked = (page, links) => before(page, "</head>", links);

/** Its content security policy. */
export function policy(page) {
  const found = page.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/);
  if (!found) throw new Error("the page has no content security policy");
  return found[1];
}

function before(page, place, text) {
  mustHave(page, place);
  return page.replace(place, () => text + place);
}

function mustHave(page, what) {
  if (!page.includes(what)) throw new Error(`index.html has no ${what}: was it built for the path / ?`);
}
