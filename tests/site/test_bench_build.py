"""`make bench-build` compares two builds that both succeed."""

import tomllib

import site_contract
import yaml

from benchmarks import build


def test_the_tree_that_is_compared_is_a_site_without_notebooks(tmp_path):
    build.copy_of_the_tree(tmp_path)
    content = site_contract.read(tmp_path / "docs")  # raises where something speaks of a page that is not there
    assert content.docs.pages
    assert not content.docs.notebooks
    assert content.search_words.keys() <= content.docs.pages.keys()
    assert tomllib.loads((tmp_path / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert yaml.safe_load((tmp_path / "plain.yml").read_text("utf-8"))["hooks"] == []
