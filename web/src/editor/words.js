// Text with the person's own values in it, which stand in backticks.

/** The text as nodes: what stands between backticks is code. A lone one is a plain character. */
export function words(text) {
  const nodes = document.createDocumentFragment();
  const parts = text.split("`");
  if (parts.length % 2 === 0) {
    nodes.append(text);
    return nodes;
  }
  parts.forEach((part, at) => {
    if (part === "") return;
    nodes.append(at % 2 === 1 ? element("code", "", part) : part);
  });
  return nodes;
}

/** The text as it is read out. */
export const spoken = (text) => text.replaceAll("`", "");

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

export const paragraphs = (lines) => lines.map((line) => element("p", "", words(line)));
