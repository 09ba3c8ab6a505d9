"""What the explorers of LSTM and GRU fill: well formed, without styles, and every part names a number that there is."""

import re
from xml.etree import ElementTree

import pytest
from drawing.printing import number
from pages.gru import explorer as gru
from pages.gru.figures import gru_cell_step
from pages.lstm import explorer as lstm
from pages.lstm.figures import lstm_cell_step
from pages.shared import gate_view
from pages.shared.record_keepers import LAST, gru_step_numbers, lstm_step_numbers

TRACES = {"LSTM": lstm.lstm_prices(), "GRU": gru.gru_prices()}
CELLS = [("LSTM", lstm_cell_step, lstm_step_numbers(LAST)), ("GRU", gru_cell_step, gru_step_numbers(LAST))]


@pytest.fixture(params=TRACES)
def trace(request):
    return TRACES[request.param]


def test_every_part_names_a_number_of_the_trace_and_every_number_is_shown(trace):
    shown = set(re.findall(r'data-name="(\w+)"', trace["view"]))
    assert shown == set(trace["names"])


def test_the_view_is_well_formed_and_takes_its_colours_from_the_palette(trace):
    parts = list(ElementTree.fromstring(f"<div>{trace['view']}</div>").iter())
    assert not any("style" in part.attrib for part in parts)
    colours = {part.attrib[key] for part in parts for key in ("fill", "stroke") if key in part.attrib}
    assert all(re.fullmatch(r"none|var\(--rnn-[\w-]+\)", colour) for colour in colours)


@pytest.mark.parametrize(("trace", "cell", "numbers"), CELLS, ids=list(TRACES), indirect=["trace"])
def test_the_live_view_is_the_drawing_of_the_figure_with_gaps_for_its_numbers(trace, cell, numbers):
    """Filled with the last step's numbers, the gaps give the figure."""
    drawn = cell().svg_compact
    live = re.match(r'<div class="run">(<svg .*?</svg>)', trace["view"])[1]
    filled = re.sub(r' data-name="(\w+)">', lambda m: f">{number(numbers[m[1]])}" if m[1] in numbers else m[0], live)
    filled = filled.replace(' data-name="t">', f">{LAST}").replace(' data-name="last">', f">{LAST - 1}")
    filled = re.sub(r'scale\(1 0\.00\)" data-name="(\w+)"', lambda m: f'scale(1 {numbers[m[1]]:.2f})"', filled)
    filled = re.sub(r'<g class="badge" data-gate="\w">(.*?)</g>', r"\1", filled)
    inside = [re.sub(r"^<svg [^>]*>", "", svg) for svg in (filled, drawn)]
    assert inside[0] == inside[1]


def test_every_gate_has_its_valve_and_its_letter(trace):
    gates = set(re.findall(r'data-gate="(\w)"', trace["view"]))
    valves = set(re.findall(r'transform="scale\(1 0.00\)" data-name="(\w+)"', trace["view"]))
    assert gates == valves - {"rest"}  # the update gate opens two
    assert gates in ({"f", "i", "o"}, {"z", "r"})


def test_there_is_one_bar_one_outline_and_one_number_for_every_step():
    drawn = gate_view.bars("cell", "c", "c")
    assert [int(t) for t in re.findall(r'data-at="(\d)" class="ghost"', drawn)] == [0, 1, 2, 3]
    assert [int(t) for t in re.findall(r'<rect [^>]*data-at="(\d)" fill="var', drawn)] == [0, 1, 2, 3]
    assert [int(t) for t in re.findall(r'<text[^>]*data-at="(\d)"', drawn)] == [0, 1, 2, 3]


def test_the_step_before_the_first_is_the_beginning():
    assert [gate_view.subscript(t) for t in (-1, 0, 3)] == ["init", "0", "3"]
