"""The exercises that ask for code: what stands in the editor at first, how an answer is judged, typical mistakes.

Each check takes another road than the worked solution, or other inputs than the exercise.
"""

from itertools import permutations

import numpy as np
from in_page.tasks import Names, Task, lacking, whole

from rnn_docs import VOCABULARY, LSTMParams, cat_sat_params, encode, forward, softmax

CLOSE = 1e-6  # for numbers that two right ways may round differently


def states(sentence: str) -> np.ndarray:
    """The states of the lesson's network after every word, (seq_len, hidden_size)."""
    hs: np.ndarray = forward(cat_sat_params(), encode(sentence)).hs[:, :, 0]
    return hs


def near(found: object, expected: object) -> bool:
    """Whether two arrays have one shape and the same numbers, as far as rounding goes."""
    found, expected = np.asarray(found, float), np.asarray(expected, float)
    return found.shape == expected.shape and bool(np.allclose(found, expected, atol=CLOSE))


# --- step 1 ---

SIX_ORDERS = """
from itertools import permutations
import numpy as np
from rnn_docs import VOCABULARY, cat_sat_params, encode, forward

bags, finals = [], []
for order in permutations(VOCABULARY):
    words = encode(" ".join(order))  # (3, 3, 1): a column for each word
    bags.append(...)  # add the columns up, and make a tuple of the sum
    finals.append(...)  # the network's last state, as a flat array

print("orders:", len(finals), " different bags:", len(set(bags)))
"""


def six_orders(names: Names) -> str:
    """One bag and six last states."""
    if hint := lacking(names, "bags", "finals"):
        return hint
    bags, finals = names["bags"], names["finals"]
    if ... in list(bags) or any(final is ... for final in finals):
        return "There are still three dots in the loop: append the bag, and the last state."
    if any(hasattr(final, "hs") for final in finals):
        return "finals holds all that forward returns. The last state is its hs[-1], and .ravel() makes it flat."
    if len(finals) != len(list(permutations(VOCABULARY))):
        return f"Length of finals: {len(finals)}. Every order of the three words leaves one state."
    if len({tuple(np.ravel(bag)) for bag in bags}) > 1:
        return "Your bags differ. A bag is the sum over the steps, axis 0: it no longer knows which word came first."
    flat = [np.ravel(final) for final in finals]
    if any(
        near(final, states(" ".join(order))[0]) for final, order in zip(flat, permutations(VOCABULARY), strict=True)
    ):
        return "Those are the states after the first word, which only knows that word. Take the last one: hs[-1]."
    right = all(near(final, states(" ".join(o))[-1]) for final, o in zip(flat, permutations(VOCABULARY), strict=True))
    return "" if right else "finals should hold forward(cat_sat_params(), words).hs[-1] for each order, flattened."


# --- step 2 ---

SAME_WORD = """
import numpy as np
from rnn_docs import cat_sat_params, encode, forward

hs = ...  # the states of the network after each of forty times "sat": (40, 4)

# how far it moves from word to word
# print(np.linalg.norm(np.diff(hs, axis=0), axis=1).round(4))
"""
TIMES = 40


def same_word(names: Names) -> str:
    """Forty states of "sat", that come to rest."""
    if hint := lacking(names, "hs") or whole(names, "hs"):
        return hint
    hs, expected = np.asarray(names["hs"], float), states(" ".join(["sat"] * TIMES))
    if hs.shape == (*expected.shape, 1):
        return "The last axis counts the sequences of a batch, and there is only one: leave it out with [:, :, 0]."
    if hs.shape != expected.shape:
        return f"hs should have the shape {expected.shape}: forty words, four units. Yours has {hs.shape}."
    if near(hs, np.repeat(expected[:1], TIMES, axis=0)):
        return (
            "Every state is the first one: the network starts anew at each word. Give it one sentence of forty words."
        )
    if any(near(hs, states(" ".join([word] * TIMES))) for word in VOCABULARY if word != "sat"):
        return "That is another word than “sat”."
    return (
        ""
        if near(hs, expected)
        else "These are not the states of the lesson's network: cat_sat_params() has its weights."
    )


FIRST_WORD = """
import numpy as np
from rnn_docs import cat_sat_params, encode, forward

same = " cat sat the" * 4
a = ...  # the states of "the" + same, as rows
b = ...  # the states of "sat" + same

# print(np.linalg.norm(a - b, axis=1).round(3))
"""


def first_word(names: Names) -> str:
    """The states of two sentences that differ in their first word."""
    if hint := lacking(names, "a", "b") or whole(names, "a", "b"):
        return hint
    a, b = (np.squeeze(np.asarray(names[name], float)) for name in "ab")
    rest = " cat sat the" * 4
    expected = [states(first + rest) for first in ("the", "sat")]
    if near(a, b):
        return "Both are the states of the same sentence: only the first word differs, “the” and “sat”."
    if near(a, expected[1]) and near(b, expected[0]):
        return ""
    if a.shape != expected[0].shape:
        return f"Thirteen words leave thirteen states of four units, {expected[0].shape}; a has the shape {a.shape}."
    return (
        ""
        if near(a, expected[0]) and near(b, expected[1])
        else "a belongs to “the cat sat the …”, b to “sat cat sat the …”."
    )


# --- step 4 ---

CLIPPING = """
import numpy as np

gradient = np.array([3.0, 4.0, 12.0])
limit = 6.5

by_norm = ...  # made shorter as a whole, to the length of the limit
by_value = ...  # each entry cut at the limit

print(by_norm, by_value)
"""
GRADIENT, LIMIT = np.array([3.0, 4.0, 12.0]), 6.5


def clipping(names: Names) -> str:
    """The gradient (3, 4, 12), clipped to 6.5 in both ways."""
    if hint := lacking(names, "by_norm", "by_value"):
        return hint
    length = np.linalg.norm(GRADIENT)
    by_norm, by_value = (np.ravel(names[name]).astype(float) for name in ("by_norm", "by_value"))
    if near(by_norm, GRADIENT / length):
        return "by_norm has the length one. It should have the length of the limit: multiply by it."
    if near(by_norm, GRADIENT * LIMIT):
        return "by_norm became longer. Multiply by the limit divided by the norm."
    if near(by_norm, np.clip(GRADIENT, -LIMIT, LIMIT)):
        return "by_norm cuts each entry: that is clipping by value. By norm, all entries shrink by the same factor."
    if near(by_value, GRADIENT * LIMIT / length):
        return "by_value is made shorter as a whole. By value, an entry below the limit stays as it is."
    if not near(by_norm, GRADIENT * LIMIT / length):
        return "by_norm should be the gradient times the limit, divided by the gradient's norm."
    return (
        ""
        if near(by_value, np.minimum(GRADIENT, LIMIT))
        else "by_value should cut the entries above the limit, and no other."
    )


VOLUME = """
import numpy as np
from rnn_docs import backward, cat_sat_params, encode, forward

cell, xs = cat_sat_params(), encode("the cat sat " * 4)
trace = forward(cell, xs)
volume = 1000.0
at_the_end = np.zeros_like(trace.hs)
at_the_end[-1] = volume  # the loss, turned up

das = backward(trace, at_the_end).das
h_prevs = [trace.state_before(t)[0] for t in range(len(xs))]
shares = ...  # the size of each step's part of dW_hh, divided by the sum of all sizes

# print(np.round(shares, 3))
"""


def volume(names: Names) -> str:
    """The share of each use of W_hh in its gradient, for a loss at the last of twelve words."""
    if hint := lacking(names, "shares"):
        return hint
    shares = np.ravel(names["shares"]).astype(float)
    sizes, stale = _uses(before=True), _uses(before=False)
    if shares.shape != sizes.shape:
        return f"Twelve words use W_hh twelve times, so there are twelve shares; yours are {shares.size}."
    if not np.isclose(shares.sum(), 1):
        return f"Shares add up to one; yours add up to {shares.sum():.3g}. Divide the sizes by their sum."
    if near(shares, stale / stale.sum()):
        return "You multiplied by the state after each step. W_hh lies between the state before it and the new sum."
    if near(shares[::-1], sizes / sizes.sum()):
        return "Your shares run backwards: the first should belong to the first word."
    right = near(shares, sizes / sizes.sum())
    return "" if right else "The part of a step is da @ h_prev.T; its size is np.linalg.norm of that matrix."


def _uses(before: bool) -> np.ndarray:
    """How large each term of dW_hh is, with the state before each step or, wrongly, the one after it."""
    cell, xs = cat_sat_params(), encode("the cat sat " * 4)
    hs = forward(cell, xs).hs
    gradient, sizes = np.ones_like(hs[0]), []
    for t in reversed(range(len(xs))):
        da = (1 - hs[t] ** 2) * gradient
        old = hs[t] if not before else hs[t - 1] if t else np.zeros_like(hs[0])
        sizes.append(np.linalg.norm(da @ old.T))
        gradient = cell.W_hh.T @ da
    return np.array(sizes[::-1])


# --- step 5 ---

COUNTING = """
import numpy as np
from rnn_docs import LSTMParams, forward

large = 20.0
W_xh, W_hh, b_h = np.zeros((4, 1)), np.zeros((4, 1)), np.zeros((4, 1))
# rows: input gate, forget gate, candidate, output gate
# W_xh[…] = …
# b_h[…] = …

bits = np.array([1.0, 0.0, 1.0, 1.0, 0.0, 1.0])[:, None, None]
trace = forward(LSTMParams(W_xh, W_hh, b_h), bits)
print(trace["c"].ravel().round(3))
"""
INPUT, FORGET, CANDIDATE, OUTPUT = range(4)  # the rows of an LSTM with one unit


def counting(names: Names) -> str:
    """Weights with which the cell state counts the ones, in sequences that the exercise does not show."""
    if hint := lacking(names, "W_xh", "W_hh", "b_h"):
        return hint
    cell = LSTMParams(*(np.asarray(names[name], float) for name in ("W_xh", "W_hh", "b_h")))
    bits = np.random.default_rng(5).integers(0, 2, size=30).astype(float)
    trace = forward(cell, bits[:, None, None])
    if np.allclose(trace["c"].ravel(), np.cumsum(bits), atol=0.01):
        return ""
    return why_no_count({name: trace[name].ravel() for name in "ifg"}, bits)


def why_no_count(gates: dict[str, np.ndarray], bits: np.ndarray) -> str:
    """What of a cell's gates and candidate keeps its state from counting the ones."""
    if gates["f"].min() < 0.9:
        return f"The forget gate falls to {gates['f'].min():.2f}, so the count fades. A large bias keeps it open."
    if gates["i"][bits == 1].min() < 0.9:
        return (
            f"The input gate is only {gates['i'].min():.2f} open: no one is stored whole. Open it like the forget gate."
        )
    adds = (gates["i"] * gates["g"])[bits == 0]
    if abs(adds).max() > 0.01:
        return f"A zero adds {adds[abs(adds).argmax()]:.2f}. Without a bias, the candidate of a zero is zero."
    if gates["g"][bits == 1].min() < 0.9:
        return f"A one adds {gates['g'][bits == 1].min():.2f}. A large weight from the input makes the candidate one."
    return "Something depends on the last state: W_hh can stay zero."


# --- step 6 ---

GRU_AS_VANILLA = """
import numpy as np
from rnn_docs import GRUParams, cat_sat_params, encode, forward

vanilla, xs = cat_sat_params(), encode("the cat sat")

def gru(r_bias, z_bias):  # the gates depend on their biases alone
    no_x, no_h, ones = np.zeros((4, 3)), np.zeros((4, 4)), np.ones((4, 1))
    return GRUParams(  # rows r, z, n
        W_xh=np.concatenate([no_x, no_x, vanilla.W_xh]),
        W_hh=np.concatenate([no_h, no_h, vanilla.W_hh]),
        b_h=np.concatenate([r_bias * ones, z_bias * ones, vanilla.b_h]),
    )

trace = forward(gru(0.0, 0.0), xs)  # choose the two biases
print("vanilla", forward(vanilla, xs).hs[-1].ravel().round(3))
print("GRU    ", trace.hs[-1].ravel().round(3))
"""


def gru_as_vanilla(names: Names) -> str:
    """A trace of the GRU that passes through the vanilla cell's states."""
    if hint := lacking(names, "trace"):
        return hint
    trace = names["trace"]
    if near(trace.hs[:, :, 0], states("the cat sat")):
        return ""
    r, z = float(trace["r"].min()), float(trace["z"].max())
    if z > 0.99:
        return (
            "The update gate is at one, and in this lesson that keeps the old state: nothing is ever written. Shut it."
        )
    if r > 0.99:
        return (
            f"The reset gate is open: the candidate is right. But z is {z:.2f}: so much of the old state is mixed in."
        )
    if z < 0.01:
        return f"All of the candidate is taken. But r is {r:.2f}, so the candidate hears only a part of the old state."
    return f"r is {r:.2f} and z is {z:.2f}. The candidate should hear the whole old state, and replace it whole."


# --- step 7 ---

TEMPERATURE = """
import numpy as np
from rnn_docs import softmax

def chances(logits, temperature):
    return ...  # of the characters, as a column like the logits

logits = np.array([[2.0], [1.0], [0.0]])
for temperature in 0.5, 1.0, 2.0:
    print(temperature, chances(logits, temperature))
"""


def temperature(names: Names) -> str:
    """Chances at a temperature, of logits that the exercise does not show."""
    if hint := lacking(names, "chances"):
        return hint
    logits, t = np.array([[0.3], [-1.2], [2.5], [0.0]]), 0.7
    found = names["chances"](logits, t)
    if found is None or found is ...:
        return "chances returns nothing yet."
    if near(found, softmax(logits * t)):
        return "You multiply by the temperature. Divided by it, a low temperature stretches the differences."
    if near(found, softmax(logits) / t):
        return "You divide the chances, so that they no longer add up to one. Divide the logits, before the softmax."
    if np.shape(found) == logits.shape and np.allclose(found, 1):
        return "Every chance is one: the softmax runs along the wrong axis. Logits are a column."
    return "" if near(found, softmax(logits / t)) else "Divide the logits by the temperature, then take the softmax."


BASELINE = """
import numpy as np

prices = np.cumsum(np.random.default_rng(4).normal(size=500))
today, tomorrow = prices[:-1], prices[1:]

def error(forecast):
    return ...  # the root of the mean square of what the forecast misses tomorrow by

print("as today         ", error(today))
print("always their mean", error(prices.mean()))
"""


def baseline(names: Names) -> str:
    """The error of forecasts on the walk of the exercise."""
    if hint := lacking(names, "error", "today", "tomorrow"):
        return hint
    today, tomorrow = (np.asarray(names[name], float) for name in ("today", "tomorrow"))
    found, missed = names["error"](today), tomorrow - today
    if found is None or found is ...:
        return "error returns nothing yet."
    if near(today, tomorrow):
        return "today and tomorrow are the same days: nobody has to forecast anything."
    if np.shape(found):
        return f"error should return one number for all days; yours returns an array of shape {np.shape(found)}."
    return other_measure(float(found), float(names["error"](today + 1)), missed)


def other_measure(found: float, too_high: float, missed: np.ndarray) -> str:
    """A hint if the error of a forecast is another measure of its misses; `too_high` is that of a dollar more."""
    both = (found, missed), (too_high, missed - 1)
    if all(near(np.round(error, 3), np.round(np.sqrt(np.mean(misses**2)), 3)) for error, misses in both):
        return ""
    if near(found, 0):
        return "Your error compares the forecast with today. What counts is by how much it misses tomorrow."
    if near(found, np.mean(missed**2)):
        return "That is the mean square. Its root is as large as a typical miss, in the units of the price."
    if near(found, abs(missed.mean())) or near(found, missed.mean()):
        return "Misses above and below cancel in a mean. Square them first."
    if near(found, np.abs(missed).mean()):
        return "That is the mean distance, a fair measure too; here we want the root of the mean square."
    if near(found, np.sqrt(np.sum(missed**2))):
        return "That is the root of the sum, which grows with every day. Take the mean of the squares."
    if near(found, too_high):
        return "A standard deviation takes the mean miss off first: who is always a dollar too high would lose nothing."
    return "The error should be np.sqrt(np.mean((tomorrow - forecast) ** 2))."


TASKS = {
    "exercise-1a": Task(
        six_orders, "One bag for all six orders, and six states: only the network has kept the order.", SIX_ORDERS
    ),
    "exercise-2b": Task(
        same_word, "The states come to rest. Try the other two words: each has a place of its own.", SAME_WORD
    ),
    "exercise-2c": Task(
        first_word, "The distance shrinks with every word: the state forgets what came first.", FIRST_WORD
    ),
    "exercise-4c": Task(
        clipping, "By norm the direction stays; by value one entry is cut, and the direction turns.", CLIPPING
    ),
    "exercise-4d": Task(
        volume, "The shares are what they were without the factor: no factor in front changes them.", VOLUME
    ),
    "exercise-5c": Task(counting, "It counts, also in thirty bits that you have not seen.", COUNTING),
    "exercise-6c": Task(gru_as_vanilla, "The same states: r open and z shut leave a vanilla cell.", GRU_AS_VANILLA),
    "exercise-7b": Task(
        temperature, "Low temperatures favour the likeliest, high ones level the chances.", TEMPERATURE
    ),
    "exercise-7c": Task(baseline, "This is the number to ask for: what any network has to beat.", BASELINE),
}
