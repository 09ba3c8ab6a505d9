"""Recurrent neural networks in numpy, written to be read: what every number on the site is computed with.

Here is what a first program needs. The rest lies in rooms, each built on those above it:

- `cells`: a step of each cell and the same step backward; `parameters`, `activations`
- the way through time: `loop`, `trace`, `padding`
- `outputs`: from the state to a loss; `output_layer`, `losses`, `sampling`
- `learning`: `initialisation`, `optimisers`, `training`
- `networks` made of cells: `reader`, `stacked`, `bidirectional`, `attention`, `looking_back`, `encoder_decoder`
- what is known of them: `gradient_checking`, `measure`, `comparison`, `conversions`
- `examples` of the lesson, and its `tasks` with their data
"""

from rnn_docs.cells.activations import sigmoid, softmax
from rnn_docs.cells.gru import GRUParams, gru_step, gru_step_backward
from rnn_docs.cells.lstm import LSTMParams, lstm_step, lstm_step_backward
from rnn_docs.cells.vanilla import VanillaParams, vanilla_step, vanilla_step_backward
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
from rnn_docs.learning.initialisation import init_cell, init_readout
from rnn_docs.learning.optimisers import SGD, Adam
from rnn_docs.learning.training import train
from rnn_docs.loop import backward, forward
from rnn_docs.networks.reader import Reader, init_reader, last_logits, last_loss
from rnn_docs.outputs.losses import binary_cross_entropy, mean_square, softmax_cross_entropy
from rnn_docs.outputs.output_layer import ReadoutParams, readout, readout_backward
from rnn_docs.outputs.sampling import one_hot_columns

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
