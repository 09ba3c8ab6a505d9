"""Recurrent neural networks in numpy, written to be read: what every number on the site is computed with."""

from rnn_docs.activations import sigmoid, softmax
from rnn_docs.bidirectional import (
    BidirectionalGradients,
    BidirectionalParams,
    BidirectionalTrace,
    bidirectional_backward,
    bidirectional_forward,
)
from rnn_docs.examples import (
    PRICES,
    VOCABULARY,
    cat_sat_params,
    cat_sat_readout,
    encode,
    one_hot,
    scale_min_max,
)
from rnn_docs.gradient_check import cell_gradient_check, gradient_check, numerical_gradient, relative_error
from rnn_docs.gru import GRUParams, GRUStep, GRUStepGradient, gru_step, gru_step_backward
from rnn_docs.gru_reset_before import (
    GRUResetBeforeStep,
    GRUResetBeforeStepGradient,
    gru_reset_before_step,
    gru_reset_before_step_backward,
)
from rnn_docs.initialisation import glorot, init_cell, init_readout, orthogonal, uniform
from rnn_docs.loop import backward, forward
from rnn_docs.losses import binary_cross_entropy, mean_square, softmax_cross_entropy
from rnn_docs.lstm import LSTMParams, LSTMStep, LSTMStepGradient, lstm_step, lstm_step_backward
from rnn_docs.models import named_gradients, named_parameters, replace_parameters
from rnn_docs.optimisers import SGD, Adam, clip_by_norm, clip_by_value, global_norm
from rnn_docs.padding import mask, pad, reverse
from rnn_docs.params import CellParams
from rnn_docs.readout import ReadoutGradients, ReadoutParams, readout, readout_backward
from rnn_docs.stacked import stacked_backward, stacked_forward
from rnn_docs.trace import Gradients, Trace
from rnn_docs.training import Training, train
from rnn_docs.vanilla import (
    VanillaParams,
    VanillaStep,
    VanillaStepGradient,
    vanilla_step,
    vanilla_step_backward,
)

__all__ = [
    "PRICES",
    "SGD",
    "VOCABULARY",
    "Adam",
    "BidirectionalGradients",
    "BidirectionalParams",
    "BidirectionalTrace",
    "CellParams",
    "GRUParams",
    "GRUResetBeforeStep",
    "GRUResetBeforeStepGradient",
    "GRUStep",
    "GRUStepGradient",
    "Gradients",
    "LSTMParams",
    "LSTMStep",
    "LSTMStepGradient",
    "ReadoutGradients",
    "ReadoutParams",
    "Trace",
    "Training",
    "VanillaParams",
    "VanillaStep",
    "VanillaStepGradient",
    "backward",
    "bidirectional_backward",
    "bidirectional_forward",
    "binary_cross_entropy",
    "cat_sat_params",
    "cat_sat_readout",
    "cell_gradient_check",
    "clip_by_norm",
    "clip_by_value",
    "encode",
    "forward",
    "global_norm",
    "glorot",
    "gradient_check",
    "gru_reset_before_step",
    "gru_reset_before_step_backward",
    "gru_step",
    "gru_step_backward",
    "init_cell",
    "init_readout",
    "lstm_step",
    "lstm_step_backward",
    "mask",
    "mean_square",
    "named_gradients",
    "named_parameters",
    "numerical_gradient",
    "one_hot",
    "orthogonal",
    "pad",
    "readout",
    "readout_backward",
    "relative_error",
    "replace_parameters",
    "reverse",
    "scale_min_max",
    "sigmoid",
    "softmax",
    "softmax_cross_entropy",
    "stacked_backward",
    "stacked_forward",
    "train",
    "uniform",
    "vanilla_step",
    "vanilla_step_backward",
]
