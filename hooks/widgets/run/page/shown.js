/* What a block shows of a run: what it printed and drew, in the place of what the page prints, and the verdict. */

/** @type {(box: Element | null) => HTMLElement | null | undefined} */
const codeIn = (box) => box?.querySelector(":scope > pre > code");
/**
 * What a drawing says aloud, with its numbers: two that say the same show the same.
 * @type {(box?: Element) => string}
 */
const aloud = (box) => box?.querySelector("figure svg[role=img]")?.getAttribute("aria-label") ?? "";

/* biome-ignore lint/correctness/noUnusedVariables: block.js has one */
class Shown {
  /* what a run printed, its box, and what it drew, while there is any of it */
  /** @type {HTMLElement | undefined} */
  text;
  /** @type {HTMLElement | undefined} */
  box;
  /** @type {HTMLElement | undefined} */
  drawings;

  /**
   * `code` is the box of the code, below which the output stands.
   * @param {inPage.RunElement} element
   * @param {HTMLElement} code
   */
  constructor(element, code) {
    this.element = element;
    this.code = code;
    this.printed = /** @type {HTMLElement | null} */ (element.querySelector(".language-text"));
    this.expected = codeIn(this.printed)?.textContent ?? "";
    this.drawn = aloud(element);
    this.verdict = rnn.make("p", { class: "run-verdict", role: "status" });
    element.append(this.verdict);
    this.swap = rnn.make("button", { type: "button", hidden: "", "aria-pressed": "false" }, "As printed on the page");
    this.swap.onclick = () => this.showPrinted(Boolean(this.printed?.hidden));
  }

  get output() {
    return this.text?.textContent ?? "";
  }

  /* Whether a run printed and drew what the page shows. */
  get isSame() {
    return this.output === this.expected && aloud(this.drawings) === this.drawn;
  }

  /**
   * The reader's own output takes the place of the page's, which stays one click away.
   * @param {string} text
   */
  print(text, kind = "") {
    if (!this.text) {
      this.text = rnn.make("code", { tabindex: "0", role: "region", "aria-label": "What your run printed" });
      this.box = rnn.make("div", { class: "language-text highlight run-yours" }, rnn.make("pre", {}, this.text));
      this.code.after(this.box);
      this.showPrinted(false);
    }
    this.text.append(kind ? rnn.make("span", { class: kind }, text) : text);
  }

  /** @param {boolean} visible */
  showPrinted(visible) {
    if (!this.printed) return;
    this.printed.hidden = !visible;
    if (this.box) this.box.hidden = visible;
    this.swap.hidden = !this.box;
    this.swap.setAttribute("aria-pressed", String(visible));
  }

  /** @param {string} html */
  draw(html) {
    this.drawings ??= this.element.appendChild(rnn.make("div", { class: "run-drawn" }));
    this.drawings.append(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }

  /**
   * A check's answer: a word for it, and the sentence.
   * @param {boolean} right
   * @param {string} word
   * @param {string} verdict
   */
  judge(right, word, verdict) {
    this.verdict.className = `run-verdict ${right ? "good" : "bad"}`;
    this.verdict.append(rnn.make("b", {}, word), verdict);
  }

  clear() {
    this.box?.remove();
    this.drawings?.remove();
    this.box = this.text = this.drawings = undefined;
    this.verdict.replaceChildren();
    this.showPrinted(true);
  }
}
