"""Process CPU time of several functions in turn, so that a busy machine disturbs all of them alike."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORTEST = 1e-3  # seconds: quicker calls are repeated, for the clock is coarse


def fastest(functions: dict[str, Callable[[], object]], seconds: float) -> dict[str, float]:
    """Call the functions in turn for about this long; the minimum of each, in seconds."""
    repeats = {name: _repeats(function) for name, function in functions.items()}
    best = dict.fromkeys(functions, float("inf"))
    end, rounds = time.perf_counter() + seconds, 0
    while rounds < 3 or time.perf_counter() < end:
        for name, function in functions.items():
            start = time.process_time()
            for _ in range(repeats[name]):
                function()
            best[name] = min(best[name], (time.process_time() - start) / repeats[name])
        rounds += 1
    return best


def _repeats(function: Callable[[], object]) -> int:
    function()  # the first call pays for what later calls find ready
    start = time.process_time()
    function()
    return 1 + int(SHORTEST / max(time.process_time() - start, 1e-6))
