"""Step 5: the explorers of the gates and of the forget gate's bias."""

from drawing.explorer import Explorer
from pages.lstm import forget_bias, traces

EXPLORERS = {
    "lstm-prices": Explorer("rnn-gates", "Hold a gate of the LSTM by hand", "figure lstm-prices", traces.prices),
    "forget-bias": Explorer(
        "rnn-forget-bias",
        "Move the bias of the forget gate",
        "table lstm-gradient-left",
        forget_bias.forget_bias,
        covers=False,
    ),
}
