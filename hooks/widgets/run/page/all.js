/* The button that runs a whole notebook, cell by cell, from its beginning. */

class All {
  constructor(element) {
    this.status = element.status;
    this.button = element.bar.firstChild;
  }

  /* It stops at the first cell that does not end well, whose block says why. */
  async "Run all cells"() {
    if (this.running) return kernel.stop();
    this.running = true;
    this.button.textContent = "Stop";
    const cells = [...document.querySelectorAll("article rnn-run[id]")];
    let done = 0;
    for (const cell of cells) {
      this.status.textContent = `Running cell ${done + 1} of ${cells.length} …`;
      cell.block ??= grown(cell);
      await cell.block.Run();
      if (!["same", "other"].includes(cell.dataset.state)) break;
      done += 1;
    }
    this.running = false;
    this.button.textContent = "Run all cells";
    const same = cells.filter((cell) => cell.dataset.state === "same").length;
    this.status.textContent = `${done} of ${cells.length} cells ran; ${same} gave what the page shows.`;
  }
}

const grown = (element) => (element.id ? new Block(element) : new All(element));
