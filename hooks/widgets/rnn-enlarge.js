/* <rnn-enlarge>: a button that fills the screen with the figure or explorer around it, for a projector. Esc leads back,
   and so does the button. */

/* a frame, open at its sides */
const CORNERS = "M1 6V1h5M10 1h5v5M15 10v5h-5M6 15H1v-5";

class Enlarge extends HTMLElement {
  connectedCallback() {
    if (!document.fullscreenEnabled) return;
    const button = rnn.make("button", { type: "button", "aria-label": "Fill the screen with this figure" });
    const icon = rnn.draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, rnn.draw("path", { d: CORNERS }));
    button.append(icon);
    button.addEventListener("click", () => this.toggle());
    this.replaceChildren(button);
  }

  toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else (this.closest(".explorer") ?? this.closest("figure"))?.requestFullscreen();
  }
}

rnn.define("rnn-enlarge", Enlarge);
