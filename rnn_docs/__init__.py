"""Recurrent neural networks in numpy, written to be read: what every number on the site is computed with."""

from rnn_docs.activations import sigmoid, softmax
from rnn_docs.bidirectional import (
    BidirectionalGradients,
    BidirectionalParams,
    BidirectionalTrace,
    bidirectional_backward,
    bidirectional_forward,
)
from rnn_docs.conversions import (
    KERAS_ORDER,
    ONNX_ORDER,
    from_keras,
    from_onnx,
    from_pytorch,
    to_keras,
    to_onnx,
    to_pytorch,
)
from rnn_docs.encoder_decoder import EncoderDecoder, greedy_decode, teacher_forcing
from rnn_docs.examples import (
    PRICES,
    VOCABULARY,
    cat_sat_params,
    cat_sat_readout,
    encode,
    one_hot,
    price_gru_params,
    price_lstm_params,
    prices_as_sequence,
    reset_before_and_after,
    scale_min_max,
)
from rnn_docs.experiments import (
    GradientByDistance,
    geometric_mean,
    gradient_by_distance,
    gradient_ratio,
    largest_singular_value,
    spectral_radius,
    step_jacobian,
    with_spectral_radius,
)
from rnn_docs.gradient_check import cell_gradient_check, gradient_check, numerical_gradient, relative_error
from rnn_docs.gradient_flow import (
    fresh_cell,
    gradient_flow,
    jacobian_bound,
    slope_bound,
    weight_gradient_terms,
)
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
from rnn_docs.sampling import one_hot_columns, sample
from rnn_docs.stacked import stacked_backward, stacked_forward
from rnn_docs.trace import Gradients, Trace
from rnn_docs.training import Training, train
from rnn_docs.vanilla import VanillaParams, VanillaStep, VanillaStepGradient, vanilla_step, vanilla_step_backward

__all__ = [
    "KERAS_ORDER",
    "ONNX_ORDER",
    "PRICES",
    "SGD",
    "VOCABULARY",
    "Adam",
    "BidirectionalGradients",
    "BidirectionalParams",
    "BidirectionalTrace",
    "CellParams",
    "EncoderDecoder",
    "GRUParams",
    "GRUResetBeforeStep",
    "GRUResetBeforeStepGradient",
    "GRUStep",
    "GRUStepGradient",
    "GradientByDistance",
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
    "fresh_cell",
    "from_keras",
    "from_onnx",
    "from_pytorch",
    "geometric_mean",
    "global_norm",
    "glorot",
    "gradient_by_distance",
    "gradient_check",
    "gradient_flow",
    "gradient_ratio",
    "greedy_decode",
    "gru_reset_before_step",
    "gru_reset_before_step_backward",
    "gru_step",
    "gru_step_backward",
    "init_cell",
    "init_readout",
    "jacobian_bound",
    "largest_singular_value",
    "lstm_step",
    "lstm_step_backward",
    "mask",
    "mean_square",
    "named_gradients",
    "named_parameters",
    "numerical_gradient",
    "one_hot",
    "one_hot_columns",
    "orthogonal",
    "pad",
    "price_gru_params",
    "price_lstm_params",
    "prices_as_sequence",
    "readout",
    "readout_backward",
    "relative_error",
    "replace_parameters",
    "reset_before_and_after",
    "reverse",
    "sample",
    "scale_min_max",
    "sigmoid",
    "slope_bound",
    "softmax",
    "softmax_cross_entropy",
    "spectral_radius",
    "stacked_backward",
    "stacked_forward",
    "step_jacobian",
    "teacher_forcing",
    "to_keras",
    "to_onnx",
    "to_pytorch",
    "train",
    "uniform",
    "vanilla_step",
    "vanilla_step_backward",
    "weight_gradient_terms",
    "with_spectral_radius",
]
