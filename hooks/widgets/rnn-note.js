/* <rnn-note> around a link with a title: what the link is about, told beside it by hover, focus or a first tap. A second
   tap, a click or Enter follows the link. Without a script it is a link with a title. */

let notes = 0;

class Note extends HTMLElement {
  /** @type {AbortController} */
  undo;

  connectedCallback() {
    const link = /** @type {HTMLAnchorElement} */ (this.querySelector("a"));
    this.undo = new AbortController();
    this.querySelector(".note")?.remove();
    const words = link.title || this.dataset.words || "";
    this.dataset.words = words;
    link.removeAttribute("title");
    const note = rnn.make("span", { class: "note", id: `rnn-note-${++notes}`, role: "tooltip", hidden: "" }, words);
    link.setAttribute("aria-describedby", note.id);
    this.append(note);
    const { signal } = this.undo;
    const hide = () => {
      note.hidden = true;
    };
    const show = () => {
      note.hidden = false;
      note.style.left = "0";
      const { right } = note.getBoundingClientRect();
      note.style.left = `${Math.min(0, document.documentElement.clientWidth - right - 8)}px`;
    };
    let wasHidden = false;
    this.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && show(), { signal });
    this.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hide(), { signal });
    link.addEventListener("pointerdown", (event) => {
      wasHidden = event.pointerType !== "mouse" && Boolean(note.hidden);
    });
    link.addEventListener("focus", show, { signal });
    link.addEventListener("blur", hide, { signal });
    link.addEventListener(
      "click",
      (event) => {
        if (!wasHidden) return;
        event.preventDefault();
        event.stopPropagation();
        wasHidden = false;
        show();
      },
      { signal },
    );
    const away = (/** @type {Event} */ event) => this.contains(/** @type {Node} */ (event.target)) || hide();
    document.addEventListener("pointerdown", away, { signal });
    this.addEventListener("keydown", (event) => event.key === "Escape" && hide(), { signal });
  }

  disconnectedCallback() {
    this.undo.abort();
  }
}

rnn.define("rnn-note", Note);
