/* How numbers are printed: as hooks/drawing/printing.py and hooks/drawing/palette.py print them. */

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

/* What can stand in an address: "the cat sat" → "the-cat-sat". */
rnn.slug = (words) => words.toLowerCase().replace(/[^a-z0-9.]+/g, "-").replace(/^-|-$/g, "");

/* 3 · 10⁻¹⁴, which no line break parts */
rnn.power = (value) => {
  const [mantissa, exponent] = value.toExponential().split("e");
  return `${mantissa}\u00a0·\u00a010${exponent.replace("+", "").replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)])}`;
};

/* A number above zero with the digits that it has, at least `digits` of them: 27,000, 0.13, 0.30, 3 · 10⁻¹⁴. */
rnn.plain = (value, digits = 1) => {
  if (value < 0.001 || value >= 1e6) return rnn.power(value);
  const own = (String(value).split(".")[1] || "").length;
  return rnn.number(value, Math.max(own, digits - 1 - Math.floor(Math.log10(value))));
};

/* The words for a large number: 65,536, 4.29 million, 3 · 10²⁰. */
rnn.large = (value) => {
  const [size, word] = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]].find(([size]) => value >= size) || [1, ""];
  return value >= 1e15 ? rnn.power(value) : `${rnn.plain(Number((value / size).toPrecision(word ? 3 : 12)))} ${word}`.trim();
};
