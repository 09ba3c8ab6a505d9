"""Step 6: the explorer of the two gates, the LSTM beside it."""

from drawing.explorer import Explorer
from pages.gru import traces

EXPLORERS = {
    "gru-prices": Explorer("rnn-gates", "Hold the gates of the GRU by hand", "figure gru-prices", traces.prices),
}
