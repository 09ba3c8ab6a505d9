/* The button that runs a whole notebook, cell by cell, from its beginning. */

class All {
  constructor(element) {
    this.status = element.status;
    this.button = element.runButton;
  }

  /* It stops at the first cell that does not end well, whose block says why. */
  async run() {
    if (this.running) return this.leave();
    this.running = true;
    this.button.textContent = "Stop";
    const cells = [...document.querySelectorAll("article rnn-run:not([data-all])")];
    let done = 0;
    for (const cell of cells) {
      this.status.textContent = `Running cell ${done + 1} of ${cells.length} …`;
      cell.block ??= grown(cell);
      await cell.block.run();
      if (!["same", "other"].includes(cell.dataset.state)) break;
      done += 1;
    }
    this.running = false;
    this.button.textContent = "Run all cells";
    const same = cells.filter((cell) => cell.dataset.state === "same").length;
    this.status.textContent = `${done} of ${cells.length} cells ran; ${same} gave what the page shows.`;
  }

  leave() {
    kernel.stop();
  }
}

const grown = (element) => (element.dataset.all ? new All(element) : new Block(element));
