/* What plots share: both layouts of a drawing, a line through points, labels that keep their distance. */

/* `draw(width)` makes the drawing for 680 and for 340 units; the room decides which is shown, as for all figures. */
rnn.layouts = (draw) =>
  rnn.make("div", { class: "figs" }, rnn.make("div", { class: "fw" }, draw(680)), rnn.make("div", { class: "fn" }, draw(340)));

/* Two decimals are enough for a screen. */
rnn.path = (points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;

/* Heights for labels that want to stand at `wanted`, from the top down, none closer than `gap`, none below `low`. */
rnn.apart = (wanted, gap, low) => {
  const order = wanted.map((y, k) => [y, k]).sort((a, b) => a[0] - b[0]);
  const found = [];
  order.forEach(([y, k], n) => (found[k] = n ? Math.max(y, found[order[n - 1][1]] + gap) : y));
  let floor = low;
  for (const [, k] of order.reverse()) {
    found[k] = Math.min(found[k], floor);
    floor = found[k] - gap;
  }
  return found;
};
