"""The search finds: for what people type, the page that comes first; and what is shown of a page reads as words."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def found(built, index):
    """What is asked → the addresses of the pages found, in their order."""
    if shutil.which("node") is None:
        pytest.skip("no Node.js")
    (worker,) = built.glob("assets/javascripts/workers/search.*.js")
    given = json.dumps({"index": index, "queries": [*FIRST]})
    command = ["node", Path(__file__).with_name("search.js"), worker]
    result = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stderr
    return dict(zip(FIRST, json.loads(result.stdout), strict=True))


@pytest.mark.parametrize("words", FIRST)
def test_the_page_that_is_meant_comes_first(found, words):
    pages = [address.partition("#")[0] for address in found[words]]
    assert pages[0] == FIRST[words], found[words][:4]


def test_every_page_is_known_by_its_name_in_the_navigation(index):
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["lesson/lstm/"].startswith("LSTM: ")
    assert titles["for-teachers/"].startswith("For teachers")
    assert titles["glossary/"] == "Glossary"
    assert "" in titles
    assert all("#" not in location or location.partition("#")[0] in titles for location in titles)


def test_what_is_shown_of_a_page_begins_with_words_and_no_formula(index):
    for entry in index["docs"]:
        assert not entry["text"].startswith("Step "), entry["location"]
        assert "=ft⊙ct−1" not in entry["text"], entry["location"]


def test_every_term_has_an_entry_of_its_own(index):
    terms = [entry for entry in index["docs"] if entry["location"].startswith("glossary/#")]
    assert len(terms) > 30
    assert all(entry["title"] and len(entry["text"]) > 20 for entry in terms)
