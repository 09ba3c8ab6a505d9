"""The picture that stands for a page where somebody shares its address: title above, the chain of cells below."""

from __future__ import annotations

import io
import textwrap
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import numpy as np
from drawing.palette import light_hexes
from features.lesson_plan import OVERVIEW, Plan
from pages.shared.cat_sat import states

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

WIDTH, HEIGHT = 1200, 630  # what the large sites ask for
LEFT, BASE = 80, 478  # the left edge of everything, and the chain's middle
SENTENCE = "the cat sat"
COLUMN, LINES = 20, 3  # characters of a title's line, and how many lines have room
CELL, PITCH = (46, 46), 330  # one number of a state, and the way from word to word
LIGHT = light_hexes()


def path(page: str) -> str:
    """Where the card of a page lies, from the page's path below docs/."""
    return f"assets/cards/{PurePosixPath(page).with_suffix('').as_posix().replace('/', '-')}.png"


def above(plan: Plan, site: str, page: str) -> str:
    """What stands above a page's title: the site's, and of a step which one it is."""
    if page == OVERVIEW:
        return "Networks that remember"
    step = plan.step(PurePosixPath(page).stem)
    return f"{site} · step {step.number} of {len(plan.steps)}" if step else site


def draw(title: str, above: str) -> bytes:
    """The card as a PNG of few colours; the same words give the same bytes. Raises ValueError for too long a title."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    lines = textwrap.wrap(title, COLUMN)
    if len(lines) > LINES:
        raise ValueError(f"{title!r} is too long for its card: {len(lines)} lines, not {LINES}")
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        sheet = Figure(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72, facecolor=LIGHT["page"])
        axes = sheet.add_axes((0, 0, 1, 1), xlim=(0, WIDTH), ylim=(HEIGHT, 0))
        axes.set_axis_off()
        axes.text(LEFT, 92, above, size=30, color=LIGHT["ink2"], va="center")
        axes.text(LEFT, 140, "\n".join(lines), size=80, weight="bold", color=LIGHT["ink"], va="top", linespacing=1.12)
        _chain(axes)
        return _png(sheet)


def _chain(axes: Axes) -> None:
    """Three words, each going up into the state that the lesson's network has then."""
    for t, (word, state) in enumerate(zip(SENTENCE.split(), states(SENTENCE), strict=True)):
        left, width = LEFT + PITCH * t, CELL[0] * len(state)
        for k, value in enumerate(state):
            axes.add_patch(_box(left + CELL[0] * k, BASE - CELL[1] / 2, CELL, _heat(value), "none"))
        axes.add_patch(_box(left, BASE - CELL[1] / 2, (width, CELL[1]), "none", LIGHT["h"], radius=7))
        middle = left + width / 2
        axes.add_patch(_box(middle - 62, BASE + 66, (124, 54), _heat(0), LIGHT["x"], radius=27))
        axes.text(middle, BASE + 92, word, size=28, color=LIGHT["ink"], weight="bold", ha="center", va="center")
        _arrow(axes, (middle, BASE + 66), (middle, BASE + 28), LIGHT["x"])
        _arrow(axes, (left + width + 4, BASE), (left + PITCH - 6, BASE), LIGHT["h"])


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], colour: str) -> None:
    shape = {"arrowstyle": "-|>,head_width=0.4,head_length=0.8", "shrinkA": 0, "shrinkB": 0, "mutation_scale": 18}
    axes.annotate("", end, start, arrowprops={**shape, "color": colour, "lw": 4})


def _box(x: float, y: float, size: tuple[float, float], fill: str, edge: str, radius: float = 0) -> Patch:
    from matplotlib.patches import FancyBboxPatch

    style = f"round,pad=0,rounding_size={radius}" if radius else "square,pad=0"
    return FancyBboxPatch((x, y), *size, boxstyle=style, facecolor=fill, edgecolor=edge, linewidth=5)


def _heat(value: float) -> str:
    """The colour of a number in (−1, 1), between zero's and its sign's."""
    share = abs(value)
    pairs = zip(_channels(LIGHT["zero"]), _channels(LIGHT["pos" if value >= 0 else "neg"]), strict=True)
    return "#" + "".join(f"{round(zero + share * (full - zero)):02x}" for zero, full in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]


def _png(sheet: Figure) -> bytes:
    """The drawing in 64 colours and without a word about the program that made it."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas, packed = FigureCanvasAgg(sheet), io.BytesIO()
    canvas.draw()  # type: ignore[no-untyped-call]
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]
    drawn.quantize(64, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()
