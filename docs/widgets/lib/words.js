/* How numbers are printed: as hooks/letters.py and hooks/palette.py print them. */

rnn.number = (value, decimals = 2) => {
  const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  return value < 0 && /[1-9]/.test(grouped) ? `−${grouped}` : grouped;
};

/* The class that fills a cell by a signed value: p62 for 0.62, n7 for −0.07. */
rnn.heat = (value) => {
  const percent = Math.round(Math.abs(value) * 100);
  return `${value < 0 && percent ? "n" : "p"}${percent}`;
};

/* "the", "the and cat", "the, cat and sat" */
rnn.listed = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;

/* What can stand in an address: "the cat sat" → "the-cat-sat". */
rnn.slug = (words) => words.toLowerCase().replace(/[^a-z0-9.]+/g, "-").replace(/^-|-$/g, "");
