"""Recall of a mark at least fifty steps away, by four of the networks of recall.py; the outcomes are as there."""

from functools import partial

from results.contestants import Comparison, Contestant
from results.runs.recall import conditions, outcome, wrong

from rnn_docs.tasks.recall import FAR_SEQ_LEN

NAMES = ("vanilla", "stretched", "lstm", "gru")
RATES = (5e-4, 1e-3, 5e-3)

CONTESTANTS = {name: Contestant(partial(outcome, name, seq_len=FAR_SEQ_LEN), conditions(name)) for name in NAMES}
COMPARISON = Comparison(CONTESTANTS, seeds=5, score=wrong, rates=RATES)
