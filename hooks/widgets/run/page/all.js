/* The button that runs a whole notebook, cell by cell, from its beginning. */

/* biome-ignore lint/correctness/noUnusedVariables: python_parts.py ends the joined script with `return grown` */
const grown = (/** @type {inPage.RunElement} */ element) => (element.id ? new Block(element) : new All(element));

class All {
  /** @param {inPage.RunElement} element */
  constructor(element) {
    this.status = element.status;
    this.button = /** @type {HTMLButtonElement} */ (element.bar.firstChild);
    this.running = false;
  }

  /* It stops at the first cell that does not end well, whose block says why. */
  async "Run all cells"() {
    if (this.running) return kernel.stop();
    if (kernel.busy) {
      this.status.textContent = BUSY;
      return;
    }
    this.running = true;
    this.button.textContent = "Stop";
    const cells = /** @type {inPage.RunElement[]} */ ([...document.querySelectorAll("article rnn-run[id]")]);
    let done = 0;
    for (const cell of cells) {
      this.status.textContent = `Running cell ${done + 1} of ${cells.length} …`;
      cell.block ??= new Block(cell);
      await cell.block.Run();
      if (!["same", "other"].includes(cell.dataset.state ?? "")) break;
      done += 1;
    }
    this.running = false;
    this.button.textContent = "Run all cells";
    const same = cells.filter((cell) => cell.dataset.state === "same").length;
    this.status.textContent = `${done} of ${cells.length} cells ran; ${same} gave what the page shows.`;
  }
}
