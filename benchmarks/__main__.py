"""Time rnn_docs against PyTorch, one thread, and show how the cost grows.

    python -m benchmarks [--seconds 1.0] [--dtype float32 | float64 | both] [--only vanilla LSTM GRU]

Compare ratios from one run only, on a machine that does nothing else: both sides share its noise.
"""

import os
import sys
from importlib import import_module

WANTED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
UNWANTED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")  # workarounds for old builds; they slow a current numpy

if any(name in os.environ for name in UNWANTED) or any(os.environ.get(n) != v for n, v in WANTED.items()):
    # Libraries read these once, when they are loaded: start again with them set.
    clean = {name: value for name, value in os.environ.items() if name not in UNWANTED} | WANTED
    os.execve(sys.executable, [sys.executable, "-m", "benchmarks", *sys.argv[1:]], clean)

import_module("benchmarks.tables").main()  # numpy is loaded only now
