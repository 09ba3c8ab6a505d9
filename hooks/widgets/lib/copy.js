/* A formula that is copied from a page is one line of LaTeX, as it stands in the source; else it would be a line a sign.
   A number is one that a program reads: −0.62 and 3 · 10⁻¹⁴ become -0.62 and 3e-14. */

/* Between dollar signs, or alone where the formula is all that is copied. */
rnn.texOf = (formula, isAlone = false) => {
  const tex = formula.getAttribute("alttext") ?? formula.textContent ?? "";
  return isAlone ? tex : `$${tex}$`;
};

const RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";

rnn.readable = (text) =>
  text
    .replace(/(\d)\s?·\s?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/g, (_, digit, power) => {
      const exponent = power.replace(/./g, (/** @type {string} */ sign) => "-0123456789"[RAISED.indexOf(sign)]);
      return `${digit}e${exponent}`;
    })
    .replace(/−(?=[\d.])/g, "-");

/** @type {(range: Range) => string | null} what to copy of a selection; null where it holds no formula */
const copied = (range) => {
  const place = range.commonAncestorContainer;
  const within = (place instanceof Element ? place : place.parentElement)?.closest("math");
  if (within) return rnn.texOf(within, true);
  const part = range.cloneContents();
  const formulas = [...part.querySelectorAll("math")];
  if (!formulas.length) return null;
  for (const formula of formulas) formula.replaceWith(rnn.texOf(formula));
  /* only what is laid out knows where its lines end */
  const shown = rnn.make("div", { class: "unseen" });
  shown.append(part);
  document.body.append(shown);
  shown.style.whiteSpace = "normal";
  // biome-ignore lint/performance/useDomNodeTextContent: the lines as they are laid out are what is wanted
  const text = shown.innerText;
  shown.remove();
  return text;
};

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const text = selection.toString();
  const made = copied(range) ?? rnn.readable(text);
  if (made === text) return;
  event.clipboardData?.setData("text/plain", made);
  event.clipboardData?.setData("text/html", rnn.make("div", {}, range.cloneContents()).innerHTML);
  event.preventDefault();
});
