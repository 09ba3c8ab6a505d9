"""Numbers inside LaTeX, where the minus sign is LaTeX's own."""

from __future__ import annotations

from collections.abc import Sequence

from drawing.printing import number


def plain(value: float, decimals: int = 3) -> str:
    """Return a number as it is computed, rounded."""
    return number(value, decimals).replace("−", "-").replace(",", "{,}")


def bracketed(value: float, decimals: int = 3) -> str:
    """Return a number as a factor or summand: in brackets where it is negative."""
    return f"({plain(value, decimals)})" if value < 0 else plain(value, decimals)


def given(value: float) -> str:
    """Return a number that was chosen, with as few digits as it has; in brackets where it is negative."""
    return f"({value:g})" if value < 0 else f"{value:g}"


def aligned(lines: Sequence[str]) -> str:
    """Return a displayed formula of several lines, each with one & where they align."""
    body = r" \\ ".join(lines)
    return rf"$$\begin{{aligned}} {body} \end{{aligned}}$$"
