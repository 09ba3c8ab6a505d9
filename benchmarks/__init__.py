"""How fast is rnn_docs? Run `python -m benchmarks`; PyTorch is compared with where it is installed."""
