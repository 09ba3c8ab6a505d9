"""What the search knows: names of the navigation, whole excerpts, words that people type; a wrong page is named."""

import pytest
from checks import source
from checks.problems import DocsError
from features import search_words
from features.search_words import Described

PAGE = Described("lesson/lstm/", "LSTM", "What each gate does.")


def entry(location: str, title: str, text: str) -> search_words.Found:
    return {"location": location, "title": title, "text": text}


def test_the_head_of_a_page_and_its_first_section_are_one_entry_under_the_navigations_name():
    found = [
        entry("lesson/lstm/", "Put gates", ""),
        entry("lesson/lstm/#put-gates", "Put gates", "By the end"),
        entry("lesson/lstm/#more", "More", "Then"),
    ]
    first, second = search_words.entries(PAGE, found, "LSTMs c_t")
    assert first == entry("lesson/lstm/", "LSTM: Put gates", "By the end") | {"words": "LSTMs c_t"}
    assert second == found[2]


def test_a_page_that_is_left_out_keeps_its_description():
    assert search_words.entries(PAGE, [], "") == [entry("lesson/lstm/", "LSTM", "What each gate does.")]


@pytest.mark.parametrize(
    ("text", "message"),
    [("lesson/gone.md: [x]", "there is no such page"), ("index.md: x", "expected a list of words")],
)
def test_a_page_that_is_not_there_and_words_that_are_no_list_are_named(text, message):
    docs = source.Docs(
        source.sources({"index.md": "# Home"}), {"data/search.yml": source.Data("data/search.yml", text)}
    )
    with pytest.raises(DocsError, match=message):
        search_words.read(docs)


def test_a_formula_keeps_its_quotation_marks():
    assert search_words.spoken("<p><math><mtext>the cell's</mtext></math></p>").strip() == "<p>the cell's</p>"
