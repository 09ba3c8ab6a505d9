"""Minutes are counted by the rule that the overview states."""

import pytest
from drawing.html_tree import parse
from features import reading_time


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One two – three.</p>", 3),
        ("<p>One<br>two</p><details><p>not this</p></details><p>three</p>", 3),
        ("<p>One <math><mi>x</mi></math></p><pre><code>a b c</code></pre>", 1),
        ('<table class="nums"><tr><td>1</td></tr></table><table><tr><td>one two</td></tr></table>', 2),
        ("<figure><svg><text>no</text></svg><figcaption>A caption counts.</figcaption></figure>", 3),
        ('<section class="check"><p>Not these words.</p></section>', 0),
    ],
)
def test_words_in_the_open_count_and_what_is_collapsed_does_not(html, words):
    assert reading_time.counts(parse(html)).words == words


def test_equations_and_checks_take_their_seconds():
    html = "<p>" + "word " * 220 + '</p><math display="block"></math><section class="check"></section>'
    assert reading_time.counts(parse(html)).seconds == pytest.approx(60 + 8 + 20)
    assert reading_time.minutes(reading_time.counts(parse(html)).seconds) == 1
    assert reading_time.minutes(reading_time.counts(parse("")).seconds) == 1
    assert reading_time.minutes(119) == 2


def test_the_final_quiz_counts_apart_question_by_question():
    check = '<section class="check"><p>Not these words.</p></section>'
    html = f'<p>One.</p><div class="quiz"><h2>Nor these.</h2>{check}{check}</div>{check}'
    assert reading_time.counts(parse(html)).quiz_seconds == 2 * 40
    assert reading_time.counts(parse(html)).seconds == pytest.approx(60 / 220 + 20)


def test_what_says_how_long_it_takes_counts_for_nothing():
    html = '<ol class="map"><li>Two words</li></ol><p class="facts minutes">About ten</p>'
    assert reading_time.counts(parse(html)).words == 0


def test_a_collapsed_equation_takes_no_time():
    assert reading_time.counts(parse('<details><math display="block"></math></details>')).seconds == 0
