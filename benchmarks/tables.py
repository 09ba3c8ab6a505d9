"""Time rnn_docs against PyTorch, one thread, and show how the cost grows."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from typing import Any

import numpy as np

from benchmarks.contestants import KINDS, Size, limit, ours, pytorch, work
from benchmarks.timing import fastest

SIZES = [
    Size(3, 4, 3, 1), Size(1, 16, 50, 32), Size(32, 64, 100, 32), Size(64, 128, 200, 64), Size(128, 256, 100, 64),
]  # fmt: skip
BASE = Size(32, 64, 50, 32)
HEADS = ("forward", "recording", "both", "products", "+functions")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--seconds", type=float, default=1.0, help="time for each line of the tables")
    parser.add_argument("--dtype", choices=("float32", "float64", "both"), default="both")
    parser.add_argument("--only", nargs="*", choices=list(KINDS), default=list(KINDS))
    options = parser.parse_args()
    found = importlib.util.find_spec("torch")
    torch = importlib.import_module("torch") if found else None
    print(
        f"numpy {np.__version__}, " + (f"PyTorch {torch.__version__}" if torch else "PyTorch is not installed: skipped")
    )
    for dtype in ("float32", "float64") if options.dtype == "both" else (options.dtype,):
        compare(options.only, dtype, options.seconds, torch)
    growth(options.only, options.seconds)


def compare(kinds: list[str], dtype: str, seconds: float, torch: Any) -> None:
    """One line a point: our milliseconds, the ratios to PyTorch, and the limit relative to PyTorch too."""
    print(f"\n{dtype}: our time in ms; our time / PyTorch's; the bare products (and tanh, exp) / PyTorch's forward")
    print("PyTorch's forward is without recording; 'recording' keeps what the way back needs, as ours does")
    print(f"{'cell':8} {'(input, hidden, steps, batch)':30} {'forward':>9} {'both':>9} |" + heads())
    ratios: list[list[float]] = []
    for kind in kinds:
        for size in SIZES:
            task = work(kind, size, dtype)
            rivals = pytorch(kind, task, torch) if torch else {}
            times = fastest(ours(task) | limit(kind, task) | rivals, seconds)
            line = f"{kind:8} {tuple(size)!s:30} {1e3 * times['ours forward']:9.3f} {1e3 * times['ours both']:9.3f} |"
            if torch:
                ratios.append(ratios_of(times))
                line += "".join(f"{ratio:11.2f}" for ratio in ratios[-1])
            print(line, flush=True)
    if ratios:
        table = np.array(ratios)
        means = np.exp(np.log(table).mean(axis=0))
        print(f"{'geometric mean':60} |" + "".join(f"{mean:11.2f}" for mean in means))
        print(f"{'worst point':60} |" + "".join(f"{worst:11.2f}" for worst in table.max(axis=0)))


def heads() -> str:
    return "".join(f"{head:>11}" for head in HEADS)


def ratios_of(times: dict[str, float]) -> list[float]:
    return [
        times["ours forward"] / times["torch forward"],
        times["ours forward"] / times["torch recording"],
        times["ours both"] / times["torch both"],
        times["products"] / times["torch forward"],
        times["products, tanh, exp"] / times["torch forward"],
    ]


def growth(kinds: list[str], seconds: float) -> None:
    """How forward and backward together grow when one size doubles and redoubles."""
    print(f"\nfloat32, both ways: time relative to {tuple(BASE)} when one size grows")
    print(f"{'cell':8} {'size':12}" + "".join(f"{f'x{factor}':>8}" for factor in (1, 2, 4)))
    for kind in kinds:
        for axis in ("seq_len", "batch_size", "hidden_size"):
            functions = {}
            for factor in (1, 2, 4):
                size = BASE._replace(**{axis: factor * getattr(BASE, axis)})
                functions[str(factor)] = ours(work(kind, size, "float32"))["ours both"]
            times = fastest(functions, seconds)
            print(f"{kind:8} {axis:12}" + "".join(f"{t / times['1']:8.2f}" for t in times.values()), flush=True)
