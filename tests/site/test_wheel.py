"""The package as others install it: nothing but itself, its data and its licences; and it runs where numpy alone is."""

import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in

ROOT = Path(__file__).parents[2]
# Python in which nothing can be imported but its own library, numpy and the wheel.
ALONE = """
import importlib, pkgutil, sys

class Refuses:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names | {"numpy", "rnn_docs", "_distutils_hack"}:
            raise ImportError(f"{name} is not installed here")

sys.path.insert(0, sys.argv[1])
import numpy
sys.meta_path.insert(0, Refuses())
import rnn_docs
assert rnn_docs.__file__.startswith(sys.argv[1])
for module in pkgutil.walk_packages(rnn_docs.__path__, "rnn_docs."):
    importlib.import_module(module.name)
print(rnn_docs.forward(rnn_docs.cat_sat_params(), rnn_docs.encode("the cat sat")).hs[-1].ravel().round(2))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return make_wheel_in(ROOT / "pyproject.toml", folder).file


def test_a_wheel_holds_the_package_its_data_and_its_licences(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"rnn_docs"}
    assert {"rnn_docs/__init__.py", "rnn_docs/py.typed", "rnn_docs/data/sunspots.csv"} <= set(names)
    assert {Path(name).name for name in names if "/licenses/" in name} == {"LICENSE", "LICENSE-TEXT"}
    assert [name for name in names if "__pycache__" in name] == []


def test_its_metadata_ask_for_numpy_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as packed:
        (path,) = [name for name in packed.namelist() if name.endswith("/METADATA")]
        data = message_from_string(packed.read(path).decode("utf-8"))
    needed = [line for line in data.get_all("Requires-Dist") if "extra ==" not in line]
    assert [line.partition(">")[0] for line in needed] == ["numpy"]
    for field in ("Summary", "Keywords", "Requires-Python", "License-Expression"):
        assert data[field], field


def test_it_computes_where_numpy_alone_is_installed(wheel, tmp_path):
    zipfile.ZipFile(wheel).extractall(tmp_path)
    command = [sys.executable, "-I", "-c", ALONE, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout in (ROOT / "README.md").read_text("utf-8")
