"""Step 5: the explorers of the gates and of the forget gate's bias."""

import traces_forget_bias
import traces_lstm
from explorer import Explorer

EXPLORERS = {
    "lstm-prices": Explorer("rnn-gates", "Hold a gate of the LSTM by hand", "figure lstm-prices", traces_lstm.prices),
    "forget-bias": Explorer(
        "rnn-forget-bias",
        "Move the bias of the forget gate",
        "table lstm-gradient-left",
        traces_forget_bias.forget_bias,
        covers=False,
    ),
}
