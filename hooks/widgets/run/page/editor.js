/* An editor for a few lines: a native text area laid over the block that it edits, whose colours follow. It keeps the
   browser's own undo, a phone's keyboard and what a screen reader knows of text fields. Tab leaves it. */

/* what Pygments calls the tokens, in the order of the groups below */
const KINDS = ["c1", "s2", "mf", "k", "kn", "kc", "o"];
const TOKENS = new RegExp(
  [
    /(#.*)/,
    /((?:\b[rbfu]{1,2})?(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    /\b(\d[\d_.]*(?:e[+-]?\d+)?)\b/,
    /\b(and|as|assert|break|class|continue|def|del|elif|else|except|finally|for|global|if|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)\b/,
    /\b(from|import)\b/,
    /\b(True|False|None)\b/,
    /([-+*/%@=<>!&|^~]+)/,
  ]
    .map((token) => token.source)
    .join("|"),
  "gi",
);

/* The same text in pieces, each token in a span of its class. */
const coloured = (/** @type {string} */ text) => {
  /** @type {rnn.Child[]} */
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(TOKENS)) {
    const kind = KINDS[found.slice(1).findIndex((group) => group !== undefined)];
    pieces.push(text.slice(at, found.index), rnn.make("span", { class: kind }, found[0]));
    at = found.index + found[0].length;
  }
  return [...pieces, text.slice(at)];
};

/* What a new line begins with: as far in as the line before, and further after a colon. */
const indentation = (/** @type {string} */ line) =>
  line.slice(0, line.search(/[^ ]|$/)) + (/:\s*(#.*)?$/.test(line) ? "    " : "");

const HELP = "Control and Enter runs the code, Escape leaves the editor.";

/* biome-ignore lint/correctness/noUnusedVariables: block.js opens it */
class Editor {
  /**
   * `code` shows the block; `changed` hears of every change, `run` and `leave` of their keys.
   * @param {HTMLElement} code
   * @param {string} text
   * @param {{ changed: (text: string) => void, run: () => void, leave: () => void }} hearers
   */
  constructor(code, text, { changed, run, leave }) {
    this.code = code;
    this.drawn = [...code.childNodes];
    this.area = rnn.make("textarea", {
      class: "run-area",
      "aria-label": `Python code. ${HELP}`,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      wrap: "off",
    });
    this.area.value = text;
    this.area.oninput = () => {
      this.paint();
      changed(this.area.value);
    };
    this.area.onkeydown = (event) => this.key(event, run, leave);
    code.after(this.area);
    this.box = /** @type {HTMLElement} */ (code.parentElement);
    this.box.classList.add("run-edited");
    this.paint();
  }

  get text() {
    return this.area.value;
  }

  paint() {
    this.code.replaceChildren(...coloured(`${this.area.value}\n`));
  }

  /**
   * @param {KeyboardEvent} event
   * @param {() => void} run
   * @param {() => void} leave
   */
  key(event, run, leave) {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    if (key === "Escape") return leave();
    if (key !== "Enter") return;
    if (ctrlKey || metaKey || shiftKey) {
      event.preventDefault();
      return run();
    }
    const before = this.area.value.slice(0, this.area.selectionStart);
    const indent = indentation(before.slice(before.lastIndexOf("\n") + 1));
    if (!indent) return;
    event.preventDefault();
    /* the one way to insert that the browser's own undo knows */
    document.execCommand("insertText", false, `\n${indent}`);
  }

  /* The block as it was printed. */
  close() {
    this.code.replaceChildren(...this.drawn);
    this.box.classList.remove("run-edited");
    this.area.remove();
  }
}
