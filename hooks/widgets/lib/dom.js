/* Make elements: rnn.make("p", { class: "x" }, "words", other) and, for drawings, rnn.draw("rect", { x: 1 }). */

/**
 * @template {Element} Made
 * @param {Made} node
 * @param {rnn.Attributes} attributes
 * @param {rnn.Child[]} children
 */
const filled = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
};

rnn.make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);

rnn.draw = (tag, attributes = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

/* How many of the longest texts are tried: which of them takes most lines, only a browser knows. */
const LONGEST = 3;

/** @type {(children: rnn.Child[]) => number} */
const length = (children) =>
  children.reduce((sum, child) => sum + ((typeof child === "string" ? child : child.textContent) ?? "").length, 0);

/* A part that keeps the room of the longest of all that it may hold, so that nothing moves when that changes. The
   copies, which make the room, are neither seen nor heard; what looks unlike a part of its kind is styled as-… too. */
rnn.room = (part, candidates) => {
  const name = `as-${part.getAttribute("class")}`;
  const longest = [...candidates].sort((one, other) => length(other) - length(one)).slice(0, LONGEST);
  const copies = longest.map((children) => rnn.make("div", { class: name, "aria-hidden": "true" }, ...children));
  return rnn.make("div", { class: "room" }, part, ...copies);
};

/* Letters as mathematical italics, everything else as it is; Unicode keeps the h elsewhere. */
rnn.italic = (letters) =>
  letters.replace(/[a-z]/gi, (c) =>
    c === "h" ? "ℎ" : String.fromCodePoint(c.charCodeAt(0) + (c < "a" ? 0x1d3f3 : 0x1d3ed)),
  );

/* A letter of a formula in its concept's hue: rnn.letter("h", "t", "h"). */
rnn.letter = (base, sub, key) => {
  const below = sub && rnn.make("sub", {}, rnn.UPRIGHT.includes(sub) ? sub : rnn.italic(sub));
  return rnn.make("span", { class: `m k-${key}`, translate: "no" }, rnn.italic(base), ...(sub ? [below] : []));
};
