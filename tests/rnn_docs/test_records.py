"""Records that hold arrays: they compare, print, copy and pickle as values, and nothing changes them behind their back."""

import copy
import importlib
import pickle
import pkgutil
from dataclasses import is_dataclass, replace

import numpy as np
import pytest

import rnn_docs
from rnn_docs import (
    SGD,
    GRUParams,
    LSTMParams,
    ReadoutParams,
    VanillaParams,
    backward,
    cat_sat_params,
    encode,
    forward,
    init_cell,
    init_reader,
    last_loss,
    train,
    vanilla_step,
)
from rnn_docs.cells.parameters import named_gradients, named_parameters, replace_parameters
from rnn_docs.comparison import Conditions
from rnn_docs.networks.bidirectional import BidirectionalParams, bidirectional_backward, bidirectional_forward

XS = np.random.default_rng(2).normal(size=(5, 3, 2))
LENGTHS = np.array([5, 3])


def rng():
    return np.random.default_rng(1)


def pass_of(kind):
    return forward(init_cell(kind, 3, 4, rng()), XS, lengths=LENGTHS)


def gradients_of(kind):
    trace = pass_of(kind)
    return backward(trace, trace.hs)


def both_ways():
    return BidirectionalParams(init_cell(VanillaParams, 3, 4, rng()), init_cell(LSTMParams, 3, 2, rng()))


MAKE = {
    "vanilla": cat_sat_params,
    "lstm": lambda: init_cell(LSTMParams, 3, 4, rng()),
    "gru": lambda: replace(init_cell(GRUParams, 3, 4, rng()), reset="before"),
    "gru with b_hn": lambda: replace(init_cell(GRUParams, 3, 4, rng()), b_hn=np.ones((4, 1))),
    "readout": lambda: ReadoutParams(np.ones((2, 4)), np.ones((2, 1))),
    "reader": lambda: init_reader(GRUParams, 3, 4, 2, rng()),
    "both ways": both_ways,
    "trace": lambda: pass_of(LSTMParams),
    "trace both ways": lambda: bidirectional_forward(both_ways(), XS, LENGTHS),
    "gradients": lambda: gradients_of(GRUParams),
    "step": lambda: pass_of(GRUParams).step(1),
    "training": lambda: train(MAKE["reader"](), lambda m, _: last_loss(m, XS, np.array([0, 1])), 2, SGD(0.1)),
    "velocity": lambda: SGD(0.1).start({"W": np.ones(2)}),
}
WAYS = {"copy": copy.copy, "deepcopy": copy.deepcopy, "pickle": lambda value: pickle.loads(pickle.dumps(value))}


@pytest.mark.parametrize("name", MAKE)
def test_records_of_the_same_numbers_are_equal_and_others_are_not(name):
    one, same = MAKE[name](), MAKE[name]()
    assert one is not same
    assert one == same
    assert not (one != same)  # noqa: SIM202
    assert one in [same]
    assert hash(one) == hash(same)
    assert {one: "found"}[same] == "found"
    others = [make() for other, make in MAKE.items() if other != name]
    assert all(one != other for other in [*others, None, "params", 3])


def test_one_other_entry_dtype_or_setting_makes_another_record():
    params = MAKE["gru"]()
    moved = params.W_hh.copy()
    moved[2, 1] = np.nextafter(moved[2, 1], 1)
    assert params != replace(params, W_hh=moved)
    assert params != replace(params, reset="after")
    single = {array: getattr(params, array).astype(np.float32) for array in ("W_xh", "W_hh", "b_h")}
    assert params != replace(params, **single)


MODULES = [importlib.import_module(it.name) for it in pkgutil.walk_packages(rnn_docs.__path__, "rnn_docs.")]
DATACLASSES = {
    f"{module.__name__}.{kind.__name__}": kind
    for module in MODULES
    for kind in vars(module).values()
    if is_dataclass(kind) and isinstance(kind, type) and kind.__module__ == module.__name__
}


def test_the_dataclasses_of_the_package_are_found():
    assert len(DATACLASSES) > 30


@pytest.mark.parametrize("name", DATACLASSES)
def test_no_dataclass_of_the_package_can_be_changed(name):
    assert DATACLASSES[name].__dataclass_params__.frozen


@pytest.mark.parametrize("name", MAKE)
def test_a_printed_record_tells_shapes_and_not_numbers(name):
    shown = repr(MAKE[name]())
    assert shown.startswith(type(MAKE[name]()).__name__ + "(")
    assert len(shown) < 500
    assert "array(" not in shown
    assert "float64(" in shown


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", MAKE)
def test_a_copy_is_equal_and_shares_no_memory(name, way):
    original = MAKE[name]()
    copied = WAYS[way](original)
    assert copied == original
    assert type(copied) is type(original)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", [VanillaParams, LSTMParams, GRUParams])
def test_a_copied_trace_goes_back_like_the_original(kind, way):
    trace = pass_of(kind)
    copied = WAYS[way](trace)
    assert backward(copied, trace.hs) == backward(trace, trace.hs)
    np.testing.assert_array_equal(copied.h_last, trace.h_last)
    both = bidirectional_forward(both_ways(), XS, LENGTHS)
    assert bidirectional_backward(WAYS[way](both), both.hs) == bidirectional_backward(both, both.hs)


@pytest.mark.parametrize("way", ["as made", *WAYS])
def test_a_parameter_is_read_only_however_its_record_came_about(way):
    params = WAYS.get(way, lambda value: value)(cat_sat_params())
    with pytest.raises(ValueError, match="read-only"):
        params.W_hh[0, 0] = 3
    with pytest.raises(AttributeError):
        params.W_hh = np.zeros((4, 4))


def test_what_was_handed_in_is_not_changed_and_a_later_change_of_it_changes_nothing():
    arrays = [array.copy() for array in vars(cat_sat_params()).values()]
    xs, h, lengths, dhs = encode("the cat sat"), np.full((4, 1), 0.3), np.array([2]), np.ones((3, 4, 1))
    handed = [*arrays, xs, h, lengths, dhs]
    before = [array.copy() for array in handed]
    trace = forward(VanillaParams(*arrays), xs, h, lengths=lengths)
    expected = backward(trace, dhs), trace["a"], trace.hs.copy(), trace.h_last.copy()
    for array, was in zip(handed, before, strict=True):
        np.testing.assert_array_equal(array, was)
        assert array.flags.writeable
    for array in (*arrays, xs, h):
        array[:] = 7
    lengths[:] = 1
    found = backward(trace, np.ones((3, 4, 1))), trace["a"], trace.hs, trace.h_last
    assert found[0] == expected[0]
    for now, then in zip(found[1:], expected[1:], strict=True):
        np.testing.assert_array_equal(now, then)


def test_what_a_trace_gives_out_cannot_change_it():
    trace = pass_of(LSTMParams)
    expected = backward(trace, trace.hs)
    for read_only in (trace.hs, trace.xs, trace.h_init, trace.state_before(2)[1]):
        with pytest.raises(ValueError, match="read-only"):
            read_only[:] = 0
    for own in (trace["f"], trace["a"], trace.step(1).c, trace.h_last, trace.c_last):
        if own.flags.writeable:
            own[:] = 0
    assert backward(trace, trace.hs) == expected


def test_gradients_are_the_callers_own():
    trace, dhs = pass_of(VanillaParams), np.ones((5, 4, 2))
    gradients = backward(trace, dhs)
    gradients.dhs[:] = 9
    assert (dhs == 1).all()
    assert backward(trace, dhs) == backward(trace, dhs)


@pytest.mark.parametrize("reset", ["after", "before"])
def test_a_class_of_ones_own_derived_from_a_cell_works_like_it(reset):
    class Mine(GRUParams):
        pass

    params = replace(init_cell(GRUParams, 3, 4, rng()), reset=reset)
    mine = Mine(params.W_xh, params.W_hh, params.b_h, reset=reset)
    trace, expected = forward(mine, XS), forward(params, XS)
    np.testing.assert_array_equal(trace.hs, expected.hs)
    assert backward(trace, trace.hs) == backward(expected, trace.hs)
    assert mine != params  # another class


def containers():
    cell, out = cat_sat_params(), ReadoutParams(np.ones((2, 4)), np.ones((2, 1)))
    from collections import OrderedDict, namedtuple
    from types import MappingProxyType

    Pair = namedtuple("Pair", "cell out")
    return {
        "dict": {"cell": cell, "out": out},
        "ordered": OrderedDict(cell=cell, out=out),
        "proxy": MappingProxyType({"cell": cell, "out": out}),
        "numbers as keys": {0: cell, 1: out},
        "list": [cell, out],
        "tuple": (cell, out),
        "named tuple": Pair(cell, out),
        "nested": {"layers": [cell, (cell,)], "out": {"last": out}},
    }


@pytest.mark.parametrize("name", containers())
def test_a_model_may_be_any_container_of_parameters(name):
    model = containers()[name]
    arrays = named_parameters(model)
    doubled = replace_parameters(model, {key: 2 * array for key, array in arrays.items()})
    for key, array in named_parameters(doubled).items():
        np.testing.assert_array_equal(array, 2 * arrays[key], err_msg=key)
    assert type(doubled) is (dict if name in ("ordered", "proxy") else type(model))


def test_what_is_no_model_is_refused_by_its_place():
    cell = cat_sat_params()
    refused = [
        ({"cell": cell, "rate": 0.1}, TypeError, "rate: expected parameters, a dict or a sequence, found float"),
        ({"w": np.arange(3)}, TypeError, "w: expected dtype float32 or float64, found int64"),
        ({"w": np.ma.ones(3)}, TypeError, "w: expected a numpy array, found MaskedArray"),
        ({"a": {"b": np.ones(1)}, "a.b": np.ones(1)}, ValueError, r"expected one array called a\.b, found two"),
        ({1: np.ones(1), "1": np.ones(1)}, ValueError, "expected one array called 1, found two"),
        (LSTMParams, TypeError, "model: expected parameters, a dict or a sequence, found the class LSTMParams"),
        ("cell", TypeError, "model: expected parameters, a dict or a sequence, found str"),
    ]
    for model, error, message in refused:
        with pytest.raises(error, match=message):
            named_parameters(model)
    with pytest.raises(ValueError, match=r"W_hh: expected shape \(4, 4\), found \(2, 4\)"):
        replace_parameters(cell, named_parameters(cell) | {"W_hh": np.ones((2, 4))})
    with pytest.raises(ValueError, match=r"expected one array called a\.W_hh, found two"):
        named_gradients({"a": {"dW_hh": np.ones(1)}, "a.dW_hh": np.ones(1)})


def test_an_unknown_intermediate_is_named_with_those_that_exist():
    for kind, known in ((VanillaParams, "wh, a, h"), (GRUParams, "r, z, wh_n, n, h")):
        with pytest.raises(KeyError, match=f"trace: expected one of wx, .*{known}.*found 'q'"):
            pass_of(kind)["q"]
    for trace in (pass_of(GRUParams), forward(init_cell(GRUParams, 3, 4, rng()), XS)):
        with pytest.raises(KeyError, match="found 'c'"):
            _ = trace.c_last
    with pytest.raises(ValueError, match="t: expected an integer from -5 to 4, found 5"):
        pass_of(GRUParams).step(5)


def test_the_record_of_a_step_remembers_where_it_started():
    x, h = encode("cat")[0], np.full((4, 1), 0.2)
    np.testing.assert_array_equal(vanilla_step(cat_sat_params(), x, h).h_prev, h)


def test_a_printed_record_shows_its_texts():
    assert "cell='gru'" in repr(Conditions("gru", "glorot", 1.0, 4, 99, 10, 2, 1.0, learning_rate=0.1))
