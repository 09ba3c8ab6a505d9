"""The search finds: for what people type, the page that comes first; and what is shown of a page reads as words."""

import json
import re
import shutil
import subprocess
from itertools import chain
from pathlib import Path

import pytest
from drawing.html_tree import parse, texts

WORD = re.compile(r"\w+")
INLINE = ("a", "abbr", "b", "code", "em", "i", "kbd", "rnn-note", "span", "strong", "wbr")
FIRST = {
    "RNN": "",
    "RNNs": "",
    "recurrent neural network": "",
    "bag of words": "lesson/why-order-matters/",
    "hidden state": "lesson/hidden-state/",
    "hidden states": "lesson/hidden-state/",
    "h_t": "lesson/hidden-state/",
    "W_hh": "lesson/computation/",
    "W_xh": "lesson/computation/",
    "tanh": "lesson/computation/",
    "forward pass": "lesson/computation/",
    "vanishing gradient": "lesson/vanishing-gradient/",
    "vanishing gradients": "lesson/vanishing-gradient/",
    "exploding gradient": "lesson/vanishing-gradient/",
    "gradient clipping": "lesson/vanishing-gradient/",
    "LSTM": "lesson/lstm/",
    "LSTMs": "lesson/lstm/",
    "long short-term memory": "lesson/lstm/",
    "forget gate": "lesson/lstm/",
    "cell state": "lesson/lstm/",
    "c_t": "lesson/lstm/",
    "GRU": "lesson/gru/",
    "update gate": "lesson/gru/",
    "reset gate": "lesson/gru/",
    "seq2seq": "lesson/applications/",
    "encoder-decoder": "lesson/applications/",
    "bidirectional": "lesson/applications/",
    "many to one": "lesson/applications/",
    "quiz": "lesson/quiz/",
    "BPTT": "backpropagation-through-time/",
    "backpropagation through time": "backpropagation-through-time/",
    "notation": "notation/",
    "exercises": "exercises/",
    "transformer": "after-rnns/",
    "teacher": "for-teachers/",
    "timetable": "for-teachers/",
    "glossary": "glossary/",
    "cheat sheet": "cheat-sheet/",
    "references": "references/",
    "API": "api/",
    "translation notebook": "notebooks/translation/",
}


@pytest.fixture(scope="module")
def index(built):
    return json.loads((built / "search/search_index.json").read_text("utf-8"))


# Two forms of a word, which find the same.
ALIKE = [
    ("RNN", "RNNs"),
    ("LSTM", "LSTMs"),
    ("GRU", "GRUs"),
    ("gate", "gates"),
    ("hidden state", "hidden states"),
    ("memory", "memories"),
    ("matrix", "matrices"),
    ("loss", "losses"),
    ("bias", "biases"),
    ("batch", "batches"),
    ("sequence", "Sequences"),
    ("vanishing gradient", "vanishing gradients"),
    ('"hidden state"', '"hidden states"'),
    ("class", "classes"),
]


@pytest.fixture(scope="module")
def found(built, index):
    """What is asked → the addresses of the pages found, in their order."""
    if shutil.which("node") is None:
        pytest.skip("no Node.js")
    (worker,) = built.glob("assets/javascripts/workers/search.*.js")
    queries = [*dict.fromkeys([*FIRST, *chain(*ALIKE)])]
    given = json.dumps({"index": index, "queries": queries})
    command = ["node", Path(__file__).with_name("search.js"), worker]
    result = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return dict(zip(queries, json.loads(result.stdout), strict=True))


@pytest.mark.parametrize("words", FIRST)
def test_the_page_that_is_meant_comes_first(found, words):
    pages = [address.partition("#")[0] for address in found[words]]
    assert pages[0] == FIRST[words], found[words][:4]


@pytest.mark.parametrize(("one", "many"), ALIKE)
def test_singular_and_plural_find_the_same(found, one, many):
    assert found[one] == found[many]
    assert found[one]


def test_every_page_is_known_by_its_name_in_the_navigation(index):
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["lesson/lstm/"].startswith("LSTM: ")
    assert titles["for-teachers/"].startswith("For teachers")
    assert titles["glossary/"] == "Glossary"
    assert "" in titles
    assert all("#" not in location or location.partition("#")[0] in titles for location in titles)


def words(html: str) -> set[str]:
    """The words of some HTML as they are read: what an element on its own line holds does not touch its neighbour."""
    tree = parse(html)
    for tag in tree.find_all(INLINE):
        tag.unwrap()
    tree.smooth()
    formulas = " ".join(re.findall(">([^<>]+)<", " ".join(formula.get_text() for formula in tree("math"))))
    return set(WORD.findall(" ".join([*texts(tree, lambda tag: tag.name == "math"), formulas])))


def test_what_is_shown_of_a_page_are_words_that_stand_on_it_and_formulas_as_they_are_typed(built, index):
    assert {"ft1", "ft", "it1"} & words(
        "<dl><dt>f</dt><dd>t<math><mi>i</mi><mi>t</mi></math></dd><dt>1</dt></dl>"
    ) == set()
    shown: dict[str, set[str]] = {}
    for entry in index["docs"]:
        assert not entry["text"].startswith("Step "), entry["location"]
        page, _, _ = entry["location"].partition("#")
        spelt = re.sub(r"[^\s_]*_\S*|\bd\w/d\w", " ", entry["text"])  # f_t, dL/dy
        if page not in shown:
            html = (built / page / "index.html").read_text("utf-8")
            described = re.search('name="description" content="([^"]*)"', html)[1]  # of a page whose text is left out
            shown[page] = words(html) | words(described)
        assert words(spelt) <= shown[page], entry["location"]
    assert any("f_t = 1 − i_t" in entry["text"] for entry in index["docs"])


def test_every_term_has_an_entry_of_its_own(index):
    terms = [entry for entry in index["docs"] if entry["location"].startswith("glossary/#")]
    assert len(terms) > 30
    assert all(entry["title"] and len(entry["text"]) > 20 for entry in terms)
