/* What plots share: both layouts of a drawing, a line through points, labels that keep their distance. */

/* `draw(width)` makes the drawing for each of the two layouts; the room decides which is shown, as for all figures. */
rnn.layouts = (draw) =>
  rnn.make(
    "div",
    { class: "figs" },
    rnn.make("div", { class: "fw" }, draw(rnn.WIDE)),
    rnn.make("div", { class: "fn" }, draw(rnn.COMPACT)),
  );

/* A tenth of a unit is enough for a screen. */
rnn.path = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;

/* Where a label beside a point stands: of the places (its left end, its baseline) the first that touches fewest points.
   A letter of a label is taken to be 7 wide; it is kept between the edges. */
rnn.free = (words, places, crowd, [left, right, bottom]) => {
  const width = 7 * words.length;
  const touched = (/** @type {rnn.Point} */ [x, y]) =>
    crowd.filter(([px, py]) => px > x - 4 && px < x + width + 4 && py > y - 15 && py < y + 6).length;
  const fits = places.filter(([x, y]) => x >= left && x + width <= right && y <= bottom);
  return fits.reduce((best, place) => (touched(place) < touched(best) ? place : best), fits[0] ?? places[0]);
};

/* Heights for labels that want to stand at `wanted`, from the top down, none closer than `gap`, none below `low`. */
rnn.apart = (wanted, gap, low) => {
  const order = wanted.map((y, k) => [y, k]).sort((a, b) => a[0] - b[0]);
  /** @type {number[]} */
  const found = [];
  let free = -Infinity;
  for (const [y, k] of order) {
    found[k] = Math.max(y, free);
    free = found[k] + gap;
  }
  let floor = low;
  for (const [, k] of order.reverse()) {
    found[k] = Math.min(found[k], floor);
    floor = found[k] - gap;
  }
  return found;
};
