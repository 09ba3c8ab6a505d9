"""<rnn-token-flow>: what it shows after each word of each review is what the trained network says."""

import pytest
from pages.applications import explorer
from playwright.sync_api import expect

ADDRESS = "/lesson/applications/"
SENTENCES = explorer.token_flow()["sentences"]
FLOW = "#explorer-token-flow"


def slug(sentence):
    return sentence.lower().replace(",", "").replace(" ", "-")


def printed(value, sign=""):
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 else f"{sign if value > 0 else ''}{text}"


@pytest.mark.parametrize(("sentence", "start", "words"), SENTENCES, ids=[s for s, _, _ in SENTENCES])
def test_every_number_at_every_word_is_the_one_that_was_computed(page, sentence, start, words):
    page.goto(f"{ADDRESS}?token-flow={slug(sentence)}_0")
    for read in range(len(words) + 1):
        assert page.locator(f"{FLOW} .player input").input_value() == str(read)
        assert page.locator(f"{FLOW} tr.answer text").all_text_contents() == [printed(w[1]) for w in words[:read]]
        assert [text for text in page.locator(f"{FLOW} tr.move td").all_inner_texts() if text] == [
            printed(w[2], "+") for w in words[:read]
        ]
        assert page.locator(f"{FLOW} .pill").all_inner_texts() == [w[0] for w in words]
        assert page.locator(f"{FLOW} .pill.large").all_inner_texts() == [w[0] for w in words[:read] if w[3]]
        shown = words[read - 1][1] if read else start
        assert printed(shown) in page.locator(f"{FLOW} .reading").inner_text()
        page.locator(f"{FLOW} [aria-label='One step on']").click()


def test_a_bar_stands_above_or_below_undecided_as_the_answer_does(page):
    page.goto(f"{ADDRESS}?token-flow=the-food-was-bad-not-good_7")
    bars = page.locator(f"{FLOW} .live svg rect").evaluate_all(
        "all => all.map(r => [+r.getAttribute('y'), r.height.baseVal.value])"
    )
    (words,) = [words for sentence, _, words in SENTENCES if sentence == "The food was bad, not good"]
    for (top, height), (_, answer, *_) in zip(bars, words, strict=True):
        assert height == pytest.approx(max(abs(answer - 0.5) * 108, 1), abs=0.01)
        assert top == pytest.approx(74 - max(answer - 0.5, 0) * 108, abs=0.01)


def test_play_reads_to_the_end_and_stops(context):
    page = context(base_url="http://lesson.localhost/").new_page()
    page.clock.install()
    page.goto(f"{ADDRESS}?token-flow=this-movie-was-not-great_0")
    play = page.locator(f"{FLOW} .play")
    play.focus()
    page.keyboard.press("Enter")
    assert "Pause" in play.inner_text()
    page.clock.run_for(10_000)
    assert "Play" in play.inner_text()
    expect(page.locator(f"{FLOW} .pill.ahead")).to_have_count(0)
    assert page.locator(f"{FLOW} .reading").inner_text().startswith("“great” moves the answer by −")


def test_another_review_is_chosen_from_the_keyboard(page):
    page.goto(f"{ADDRESS}?token-flow=the-food-was-absolutely-delicious_0")
    page.locator(f"{FLOW} input:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{FLOW} .pill").last).to_have_text("bad")


def test_the_axis_has_its_words_on_a_phone_too(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/lesson/applications/")
    words = page.locator("rnn-token-flow .live caption")
    expect(words).to_have_text("The answer after each word: up is positive, down negative, on the line undecided")
    assert words.bounding_box()["height"] > 10
    page.set_viewport_size({"width": 1280, "height": 800})
    assert words.bounding_box()["height"] <= 1
    assert page.locator("rnn-token-flow .live .scale").bounding_box()["height"] > 100
