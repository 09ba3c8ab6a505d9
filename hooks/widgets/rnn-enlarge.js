/* <rnn-enlarge>: a button that fills the screen with the figure or explorer around it, for a projector. Esc leads back,
   and so does the button. An explorer is as large as it can be with all of it on the screen. */

/* a frame, open at its sides; and the same turned inside */
const CORNERS = { false: "M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5", true: "M6 1v5H1M15 6h-5V1M10 15v-5h5M1 10h5v5" };
const [SMALLEST, LARGEST, STEP] = [0.55, 3, 0.05];

class Enlarge extends HTMLElement {
  /** @type {AbortController} */
  undo;

  connectedCallback() {
    if (!document.fullscreenEnabled) return;
    this.undo = new AbortController();
    const button = rnn.make("button", { type: "button", "aria-label": "Fill the screen with this figure" });
    const path = rnn.draw("path", { d: CORNERS.false });
    button.append(rnn.draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, path));
    button.addEventListener("click", () => this.toggle());
    this.replaceChildren(button);
    const whole = this.whole;
    const changed = () => {
      const isFull = Boolean(whole) && document.fullscreenElement === whole;
      button.setAttribute("aria-pressed", String(isFull));
      path.setAttribute("d", CORNERS[/** @type {"true"} */ (String(isFull))]);
      if (whole?.matches(".explorer")) fit(whole, isFull);
    };
    for (const type of ["fullscreenchange", "resize"]) addEventListener(type, changed, { signal: this.undo.signal });
  }

  disconnectedCallback() {
    this.undo?.abort();
  }

  /** @returns {HTMLElement | null} */
  get whole() {
    return this.closest(".explorer") ?? this.closest("figure");
  }

  toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.whole?.requestFullscreen();
  }
}

/** The largest of all sizes at which everything is on the screen, in one column or in two. What fits at one size fits at
    every smaller one, so that half of those that are left need not be tried. @type {(whole: HTMLElement, isFull: boolean) => void} */
const fit = (whole, isFull) => {
  whole.style.removeProperty("zoom");
  if (!isFull) return;
  const fits = (/** @type {number} */ smaller) =>
    [false, true].some((inTwo) => {
      whole.style.zoom = (LARGEST - smaller * STEP).toFixed(2);
      whole.classList.toggle("in-two", inTwo);
      return whole.scrollHeight <= whole.clientHeight && whole.scrollWidth <= whole.clientWidth;
    });
  let [from, to] = [0, Math.round((LARGEST - SMALLEST) / STEP)];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (fits(middle)) to = middle;
    else from = middle + 1;
  }
  fits(from);
};

rnn.define("rnn-enlarge", Enlarge);
