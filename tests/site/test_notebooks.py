"""The notebooks as the site shows them: pages like all others, made of cells that really ran."""

import gzip
import json
import re
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import Element

import html5lib
import numpy as np
import pytest
from checks import source
from features import notebooks

from tests.drawn import lines

DOCS = Path(__file__).parents[2] / "docs"
NAMES = [Path(path).stem for path in source.read(DOCS).notebooks]


@pytest.fixture(params=NAMES)
def name(request) -> str:
    return request.param


@pytest.fixture
def html(built, name) -> str:
    return (built / "notebooks" / name / "index.html").read_text("utf-8")


@pytest.fixture
def article(html) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False).find(".//article")


@pytest.fixture
def page_of(built):
    """The article of a notebook by its name."""

    def read(name: str) -> Element:
        text = (built / "notebooks" / name / "index.html").read_text("utf-8")
        return html5lib.parse(text, namespaceHTMLElements=False).find(".//article")

    return read


def gz(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_the_page_names_no_other_host_and_brings_no_style_or_script(html, article):
    assert not re.search(r'(?:src|href)="(?:https?:)?//', re.sub(r'<link rel="canonical"[^>]*>', "", html))
    assert [e.tag for e in article.iter() if e.get("style") or e.tag in ("style", "script")] == []
    assert "jp-" not in html


def test_the_page_weighs_at_most_one_and_a_half_ordinary_pages(built, name):
    steps = [gz(path) for path in built.glob("lesson/*/index.html")]
    assert gz(built / "notebooks" / name / "index.html") <= 1.5 * median(steps)


def test_the_page_shows_code_and_what_it_printed(article):
    classes = [e.get("class") or "" for e in article.iter("div")]
    assert classes.count("language-python highlight") >= 5
    assert classes.count("language-text highlight") >= 3


def test_headings_follow_each_other_without_a_gap(article):
    levels = [int(e.tag[1]) for e in article.iter() if re.fullmatch("h[1-6]", str(e.tag))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert max(levels) == 2


def test_every_plot_follows_the_scheme_and_says_its_numbers(article):
    plots = [svg for svg in article.iter() if svg.get("role") == "img"]
    assert plots
    for svg in plots:
        assert re.search(r"from \d[\d.,]* to \d|\d throughout", svg.get("aria-label"))
        drawn = " ".join(value for e in svg.iter() for value in e.attrib.values())
        assert "var(--rnn-" in drawn
        assert not re.search(r"#[0-9a-f]{6}\b", drawn)
        dashes = {e.get("stroke"): e.get("stroke-dasharray") for e in svg.iter() if e.get("stroke-width") == "2.5"}
        assert len(set(dashes.values())) == len(dashes) > 0  # whoever sees no colours tells the lines apart


def plotted(built, name: str) -> list[dict[str, np.ndarray]]:
    """The plots of a notebook: how high each of its long lines stands at its points, in pixels, by the hue of the line."""
    html = (built / "notebooks" / name / "index.html").read_text("utf-8")
    wide = [
        svg for svg in re.findall(r"<svg.*?</svg>", html, re.S) if 'viewBox="0 0 680 ' in svg and 'role="img"' in svg
    ]
    return [{hue: -line[:, 1] for hue in ("h", "gate") for line in lines(svg, hue)[:1]} for svg in wide]


def told(article: Element) -> dict[str, list[float]]:
    """Of each line of a notebook's last plot: its first number, its last, its least and its most, or one for all."""
    said = [svg.get("aria-label") for svg in article.iter() if svg.get("role") == "img"][-1]
    return {
        name.rpartition(": ")[2].strip(): [float(number) for number in re.findall(r"\d+\.\d+", numbers)]
        for name, numbers in re.findall(r"([^;.]+?), ((?:from )?\d[^;]*)", said)
    }


def test_the_cycles_of_sunspots_are_there_and_their_heights_are_hard_to_guess(built):
    """As the title of the plot says: as many peaks, near those that came, and the guess is worst at their tops."""
    spots, guessed = plotted(built, "forecasting")[0].values()
    tops, of_guess = (
        [k for k in range(4, len(line) - 4) if line[k] == max(line[k - 4 : k + 5])] for line in (spots, guessed)
    )
    assert len(tops) == len(of_guess) > 5
    assert all(abs(one - other) <= 2 for one, other in zip(tops, of_guess, strict=True))
    off = abs(spots - guessed)
    assert off[tops].mean() > 1.5 * off.mean()


def test_the_forecast_of_a_price_hugs_the_price_of_the_day_before(built):
    price, guessed = plotted(built, "forecasting")[1].values()
    assert abs(guessed[1:] - price[:-1]).mean() < abs(guessed - price).mean() / 5


def test_the_network_from_nothing_does_better_in_the_end_than_answering_zero(page_of):
    found = told(page_of("from-nothing"))
    assert found["loss of each batch"][1] < found["always answering zero"][0] / 10


def test_two_reviews_of_the_same_words_get_opposite_answers(page_of):
    (one, *first), (other, *second) = ((text, *numbers) for text, numbers in told(page_of("sentiment")).items())
    assert sorted(one.replace(",", "").split()) == sorted(other.replace(",", "").split())
    assert min(first[1], second[1]) < 0.1
    assert max(first[1], second[1]) > 0.9


def test_a_part_of_the_loss_of_reading_forward_does_not_go_away(page_of):
    found = told(page_of("tagging"))
    assert found["forward"][2] > 0.05  # at its lowest
    assert found["both ways"][1] < 0.01


def test_the_writing_network_passes_the_one_who_counts(page_of):
    found = told(page_of("writing"))
    first, last, *_ = found["GRU"]
    assert last < found["counting what follows two"][0] < first


def test_formulas_are_mathml(built):
    page = (built / "notebooks/from-nothing/index.html").read_text("utf-8")
    assert len(re.findall('<math[^>]* display="block"', page)) == 2


def test_the_page_offers_the_notebook_that_it_was_made_from(built, name, article):
    link = next(a for a in article.iter("a") if a.get("download") is not None)
    found = (built / "notebooks" / name / link.get("href")).resolve().read_text("utf-8")
    assert found == notebooks.ipynb((DOCS / "notebooks" / f"{name}.py").read_text("utf-8"))


def test_search_finds_a_notebook_by_its_title_and_first_lines_and_never_by_its_cells(built):
    entries = json.loads((built / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {entry["location"]: entry["text"] for entry in entries if entry["location"].startswith("notebooks/")}
    assert sorted(found) == [f"notebooks/{name}/" for name in sorted(NAMES)]
    assert [text for text in found.values() if not text.startswith("You will ")] == []
