"""Recurrent neural networks in numpy, written to be read: what every number on the site is computed with."""

from rnn_docs.examples import (
    PRICES,
    VOCABULARY,
    cat_sat_params,
    cat_sat_readout,
    encode,
    one_hot,
    scale_min_max,
)
from rnn_docs.gradient_check import gradient_check, numerical_gradient, relative_error
from rnn_docs.loop import Gradients, Trace, backward, forward
from rnn_docs.losses import mean_square, softmax, softmax_cross_entropy
from rnn_docs.readout import ReadoutGradients, ReadoutParams, readout, readout_backward
from rnn_docs.vanilla import (
    VanillaParams,
    VanillaStep,
    VanillaStepGradient,
    vanilla_step,
    vanilla_step_backward,
)

__all__ = [
    "PRICES",
    "VOCABULARY",
    "Gradients",
    "ReadoutGradients",
    "ReadoutParams",
    "Trace",
    "VanillaParams",
    "VanillaStep",
    "VanillaStepGradient",
    "backward",
    "cat_sat_params",
    "cat_sat_readout",
    "encode",
    "forward",
    "gradient_check",
    "mean_square",
    "numerical_gradient",
    "one_hot",
    "readout",
    "readout_backward",
    "relative_error",
    "scale_min_max",
    "softmax",
    "softmax_cross_entropy",
    "vanilla_step",
    "vanilla_step_backward",
]
