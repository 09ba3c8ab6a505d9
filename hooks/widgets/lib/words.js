/* How numbers are printed: as hooks/drawing/printing.py and hooks/drawing/palette.py print them. A test compares the
   two, so that what a reader moves cannot look unlike what stands beside it. */

/* An exact half of the last digit goes to the even one, as in Python: 0.125 is 0.12. A float is such a half if it is odd
   once it is doubled as often as it has decimals, and once more: that product is exact. */
rnn.number = (value, decimals = 2) => {
  const size = Math.abs(value);
  const isHalf = (size * 2 ** (decimals + 1)) % 2 === 1;
  const up = size.toFixed(decimals);
  const digits = isHalf && Number(up.at(-1)) % 2 ? (size - 10 ** -(decimals + 1)).toFixed(decimals) : up;
  const [whole, part] = digits.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
  return value < 0 && /[1-9]/.test(grouped) ? `−${grouped}` : grouped;
};

/* The class that fills a cell by a signed value: p62 for 0.62, n7 for −0.07. */
rnn.heat = (value) => {
  const percent = rnn.number(Math.abs(value) * 100, 0);
  return `${value < 0 && percent !== "0" ? "n" : "p"}${percent}`;
};

/* What can stand in an address: "the cat sat" → "the-cat-sat". */
rnn.slug = (words) =>
  words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-|-$/g, "");

/* 3 · 10⁻¹⁴, which no line break parts */
rnn.power = (value) => {
  const [mantissa, exponent] = value.toExponential().split("e");
  const raised = exponent.replace("+", "").replace(/./g, (c) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);
  return `${mantissa}\u00a0·\u00a010${raised}`;
};

/* A number above zero with the digits that it has, at least `digits` of them: 27,000, 0.13, 0.30, 3 · 10⁻¹⁴. */
rnn.plain = (value, digits = 1) => {
  if (value < 0.001 || value >= 1e6) return rnn.power(value);
  const own = (String(value).split(".")[1] || "").length;
  return rnn.number(value, Math.max(own, digits - 1 - Math.floor(Math.log10(value))));
};

/* The words for a large number: 65,536, 4.29 million, 3 · 10²⁰. */
rnn.large = (value) => {
  if (value >= 1e15) return rnn.power(value);
  const [size, word] = SIZES.find(([least]) => value >= least) ?? [1, ""];
  return `${rnn.plain(Number((value / size).toPrecision(word ? 3 : 12)))} ${word}`.trim();
};

/** @type {[number, string][]} */
const SIZES = [
  [1e12, "trillion"],
  [1e9, "billion"],
  [1e6, "million"],
];
