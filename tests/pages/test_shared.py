"""What the explorers of LSTM and GRU fill: well formed, without styles, and every part names a number that there is."""

import re
from xml.etree import ElementTree

import pytest
from pages.gru import explorer as gru
from pages.lstm import explorer as lstm
from pages.shared import gate_view

TRACES = {"LSTM": lstm.lstm_prices(), "GRU": gru.gru_prices()}


@pytest.fixture(params=TRACES)
def trace(request):
    return TRACES[request.param]


def test_every_part_names_a_number_of_the_trace_and_every_number_but_the_told_ones_is_shown(trace):
    shown = set(re.findall(r'data-name="(\w+)"', trace["view"]))
    assert shown <= set(trace["names"])
    assert set(trace["names"]) - shown <= {"lstm_c"}  # that is only told


def test_the_view_is_well_formed_and_leaves_its_looks_to_the_stylesheet(trace):
    root = ElementTree.fromstring(f"<div>{trace['view']}</div>")
    assert not any({"style", "fill", "stroke"} & set(part.attrib) for part in root.iter())


def test_every_gate_has_its_valve_and_its_letter(trace):
    gates = set(re.findall(r'data-gate="(\w)"', trace["view"]))
    valves = set(re.findall(r'class="k-gate" data-name="(\w+)"', trace["view"]))
    assert gates == valves - {"rest"}  # the update gate opens two
    assert gates in ({"f", "i", "o"}, {"z", "r"})


def test_there_is_one_bar_one_outline_and_one_number_for_every_step():
    drawn = gate_view.bars("cell", "c", "c", 4)
    assert [int(t) for t in re.findall(r'class="ghost"[^>]*data-at="(\d)"', drawn)] == [0, 1, 2, 3]
    assert [int(t) for t in re.findall(r'class="k-c" transform[^>]*data-at="(\d)"', drawn)] == [0, 1, 2, 3]
    assert [int(t) for t in re.findall(r'<text[^>]*data-at="(\d)"', drawn)] == [0, 1, 2, 3]


def test_the_step_before_the_first_is_the_beginning():
    assert [gate_view.subscript(t) for t in (-1, 0, 3)] == ["init", "0", "3"]
