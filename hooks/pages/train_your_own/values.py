"""The numbers in the prose of "Train your own"."""

from math import ceil

import numpy as np
from drawing.printing import word
from pages.answers import value
from pages.train_your_own.runs import column, middle
from pages.train_your_own.tables import SIGHTS
from results.runs.batch import STREAMS
from results.runs.echo import REACHED
from results.stored import step_times, stored

from rnn_docs.tasks.echo import CHANCE, DELAY, SYMBOLS, EchoSetting
from rnn_docs.tasks.quotation_marks import DISTANCES, is_open, only_by_window, paragraphs, parts_of

WINDOW = EchoSetting().window
STAYS_RIGHT = 0.9


@value
def echo_symbols() -> int:
    return SYMBOLS


@value
def echo_delay() -> int:
    return DELAY


@value
def echo_chance() -> str:
    """What a guess among all symbols costs."""
    return rf"$\log {SYMBOLS} = {CHANCE:.3f}$"


@value
def echo_start() -> float:
    """The loss of the first training step, the middle of the seeds."""
    return middle_of_first("fault-healthy")


def middle_of_first(name: str) -> float:
    """The middle of the seeds' first losses."""
    firsts = sorted(losses[0] for losses in column_of_curves(name))
    return firsts[len(firsts) // 2]


def column_of_curves(name: str) -> list[list[float]]:
    """The loss curve of every seed."""
    found: list[list[float]] = column(name, "losses")  # type: ignore[assignment]
    return found


@value
def echo_one_window() -> float:
    return middle("fault-healthy", "one_window")


@value
def echo_dead_one_window() -> float:
    return middle("fault-dead", "one_window")


@value
def echo_slow_plain() -> float:
    """The plain network's loss with the rate 0.001."""
    return middle("rate-vanilla-0.001")


@value
def echo_slow_lstm() -> float:
    return middle("rate-lstm-0.001")


@value
def echo_fast_plain() -> float:
    """The plain network's loss with the rate 0.1."""
    return middle("rate-vanilla-0.1")


@value
def echo_fast_lstm() -> float:
    return middle("rate-lstm-0.1")


@value
def echo_short_right() -> float:
    """The largest share of right answers of any network whose gradient goes back no further than the delay."""
    names = [f"window-{cell}-{window}" for cell in REACHED for window in (DELAY - 1, DELAY)]
    return max(share for name in names for share in column(name, "right"))


@value
def echo_one_more_plain() -> float:
    """The plain network's share of right answers, with a window one step longer than the delay."""
    return middle(f"window-vanilla-{DELAY + 1}", "right")


@value
def echo_one_more_gru() -> float:
    return middle(f"window-gru-{DELAY + 1}", "right")


@value
def echo_forgotten_floor() -> str:
    """What a network must pay whose state is emptied before each window: it guesses at the first steps."""
    return rf"${DELAY}/{WINDOW} \cdot \log {SYMBOLS} = {DELAY / WINDOW * CHANCE:.3f}$"


@value
def echo_forgotten_end() -> float:
    return middle("fault-forgotten", "ended")


@value
def echo_forgotten_right() -> float:
    return middle("fault-forgotten", "right")


@value
def echo_leaked_end() -> float:
    return middle("fault-leaked", "ended")


@value
def echo_leaked_in_use() -> float:
    return middle("fault-leaked", "loss")


@value
def echo_dead_units() -> float:
    """Per cent of the fresh network's state entries where tanh is flat."""
    return 100 * middle("fault-dead", "saturated")


@value
def echo_dead_one_window_worst() -> float:
    return max(column("fault-dead", "one_window"))


@value
def echo_exploding_norm() -> float:
    """The largest norm that the middle one of the seeds met."""
    return middle("fault-exploding", "largest")


@value
def echo_healthy_norm() -> float:
    """What no norm of a healthy training exceeds, in tenths."""
    return ceil(10 * max(column("fault-healthy", "largest"))) / 10


@value
def batch_step_as_long() -> float:
    """How many times as long a training step takes on the most streams as on a single one."""
    times = step_times()["batch"]
    return times[f"steps-{max(STREAMS)}"] / times["steps-1"]


@value
def quotation_paragraphs() -> int:
    return len(paragraphs())


def ends(network: str) -> list[list[float]]:
    """What each seed of a network reached, from its own weights and from those that were nudged."""
    runs = zip(stored("quotation.json").runs[network], stored("nudged.json").runs[network], strict=True)
    return [[run["balanced"], *other["balanced"]] for run, other in runs]


@value
def quotation_lstm_ends() -> str:
    return widest("lstm")


@value
def quotation_attention_ends() -> str:
    return widest("attention")


def widest(network: str) -> str:
    """From where to where the seed ended that moved most."""
    shares = max(ends(network), key=np.ptp)
    return f"from {min(shares):.0%} to {max(shares):.0%}"


@value
def quotation_rule_range() -> str:
    """What the longer rule reaches on the paragraphs that the seeds hold out, the least and the most."""
    shares = rule_by_seed()
    return f"{min(shares):.0%} to {max(shares):.0%}"


def rule_by_seed() -> list[float]:
    """What the longer rule reaches on the paragraphs that each seed holds out."""
    seeds = [run["seed"] for run in stored("quotation.json").runs["gru"]]
    return [only_by_window(parts_of(seed).test, max(SIGHTS)).balanced for seed in seeds]


@value
def quotation_beyond() -> int:
    """Farther than this many letters back: the last group of distances."""
    return DISTANCES[-1]


def right_beyond() -> list[float]:
    """What each gated network gets right there, of those whose paragraphs have such letters."""
    runs = [run for network in ("lstm", "gru") for run in stored("quotation.json").runs[network]]
    return [run["by_distance"][-1] for run in runs if run["by_distance"][-1] is not None]


@value
def quotation_met_far() -> str:
    return word(len(right_beyond()))


@value
def quotation_stay_right() -> str:
    return word(sum(share > STAYS_RIGHT for share in right_beyond()))


@value
def quotation_outside() -> str:
    """Per cent of the letters that lie outside quotations: what the answer "closed" always gets right."""
    return f"{100 * np.mean(np.concatenate([is_open(text) for text in paragraphs()]) == 0):.0f}%"
