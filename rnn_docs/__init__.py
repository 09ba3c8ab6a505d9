"""Recurrent neural networks in numpy, written to be read: what every number on the site is computed with.

Here is what a first program needs. The rest lies in modules: `bidirectional`, `stacked`, `encoder_decoder`,
`attention`, `padding`, `sampling`, `parameters`, `initialisation`, `optimisers`, `gradient_checking`, `conversions`,
`measure`, `comparison`, `tasks`.
"""

from rnn_docs.activations import sigmoid, softmax
from rnn_docs.examples import (
    PRICES,
    VOCABULARY,
    cat_sat_params,
    cat_sat_readout,
    encode,
    keeper_gru_params,
    keeper_lstm_params,
    one_hot,
    prices_as_sequence,
    scale_min_max,
)
from rnn_docs.gru import GRUParams, gru_step, gru_step_backward
from rnn_docs.initialisation import init_cell, init_readout
from rnn_docs.loop import backward, forward
from rnn_docs.losses import binary_cross_entropy, mean_square, softmax_cross_entropy
from rnn_docs.lstm import LSTMParams, lstm_step, lstm_step_backward
from rnn_docs.optimisers import SGD, Adam
from rnn_docs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.reader import Reader, init_reader, last_logits, last_loss
from rnn_docs.sampling import one_hot_columns
from rnn_docs.training import train
from rnn_docs.vanilla import VanillaParams, vanilla_step, vanilla_step_backward

__all__ = [
    "PRICES",
    "SGD",
    "VOCABULARY",
    "Adam",
    "GRUParams",
    "LSTMParams",
    "Reader",
    "ReadoutParams",
    "VanillaParams",
    "backward",
    "binary_cross_entropy",
    "cat_sat_params",
    "cat_sat_readout",
    "encode",
    "forward",
    "gru_step",
    "gru_step_backward",
    "init_cell",
    "init_reader",
    "init_readout",
    "keeper_gru_params",
    "keeper_lstm_params",
    "last_logits",
    "last_loss",
    "lstm_step",
    "lstm_step_backward",
    "mean_square",
    "one_hot",
    "one_hot_columns",
    "prices_as_sequence",
    "readout",
    "readout_backward",
    "scale_min_max",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "train",
    "vanilla_step",
    "vanilla_step_backward",
]
