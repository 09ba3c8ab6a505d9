"""Step 6: the explorer of the two gates, the LSTM beside it."""

import traces_gru
from explorer import Explorer

EXPLORERS = {
    "gru-prices": Explorer("rnn-gates", "Hold the gates of the GRU by hand", "figure gru-prices", traces_gru.prices),
}
