"""Minutes are counted by the rule that the module states, as two figures."""

import pytest
from drawing.html_tree import parse
from features import reading_time

CHECK = '<section class="check"><p>Which of these?</p><ol class="choices"><li>That.</li></ol><details><p>Not this.</p></details></section>'
EXPLORER = '<rnn-x class="explorer"><figure><svg></svg><figcaption>One two</figcaption></figure></rnn-x>'


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One two – three.</p>", 3),
        ("<p>One<br>two</p><details><p>not this</p></details><p>three</p>", 3),
        ("<p>One <math><mi>x</mi></math></p><pre><code>a b c</code></pre>", 1),
        ('<table class="nums"><tr><td>1</td></tr></table><table><tr><td>one two</td></tr></table>', 0),
        ("<figure><svg><text>no</text></svg><figcaption>A caption counts.</figcaption></figure>", 3),
        (CHECK, 3),
        (EXPLORER, 2),
        (f'<rnn-x class="explorer"><p class="asked">Which of <b>these</b>?</p>{EXPLORER}</rnn-x>', 0),
        ('<ol class="map"><li>Two words</li></ol><p class="facts minutes">About ten</p>', 0),
    ],
)
def test_words_in_the_open_count_and_what_is_collapsed_does_not(html, words):
    assert reading_time.counts(parse(html)).words == words


@pytest.mark.parametrize(
    ("html", "seconds"),
    [
        ("<p>" + "word " * 130 + "</p>", 60),
        ('<math display="block"></math>', 30),
        ("<figure><svg></svg></figure>", 15),
        ("<table><tr><td>1</td></tr></table>", 20),
        ("<pre><code>a = 1\nprint(a)\n</code></pre>", 12),
        ("<pre><code>a = 1</code></pre>", 6),
        ('<rnn-x class="explorer"></rnn-x>', 75),
        ('<section class="check"></section>', 45),
        (f'<details><math display="block"></math>{EXPLORER}{CHECK}</details>', 0),
    ],
)
def test_what_is_worked_through_takes_its_seconds_and_what_is_collapsed_none(html, seconds):
    assert reading_time.counts(parse(html)).work_seconds == pytest.approx(seconds)


def test_reading_takes_the_words_alone():
    html = "<p>" + "word " * 220 + '</p><math display="block"></math><pre>a</pre>'
    assert reading_time.counts(parse(html)).read_seconds == pytest.approx(60)


def test_minutes_are_whole_and_never_none():
    assert reading_time.minutes(0) == 1
    assert reading_time.minutes(119) == 2


def test_the_final_quiz_counts_apart_question_by_question():
    html = f'<p>One.</p><div class="quiz"><h2>Nor these.</h2>{CHECK}{CHECK}</div>{CHECK}'
    counts = reading_time.counts(parse(html))
    assert counts.quiz_seconds == 2 * 75
    assert counts.words == 4
    assert reading_time.counted({"quiz": counts}).each["quiz"] == reading_time.minutes(4 * 60 / 130 + 45 + 150)
    found = reading_time.counted({"step": reading_time.counts(parse("<p>One.</p>" * 300)), "quiz": counts})
    assert found.quiz == found.each["quiz"]
    assert found.work == found.each["step"]
