"""Questions and the final quiz: instant answers, a score, retries; from the keyboard, from a disk, without a script."""

import json
import re

import pytest
from checks import source
from features import final_quiz, lesson_plan, quiz
from playwright.sync_api import expect

from tests.browser.conftest import SITE, guarded
from tests.browser.explorers.test_every_explorer import DOCS

SOURCES = source.read(DOCS)
QUESTIONS = quiz.read(SOURCES)
ADDRESS, ID = "/lesson/hidden-state/", "units-and-steps"
RIGHT = [choice.right for choice in QUESTIONS[ID].choices].index(True)
CHECK = f"#question-{ID}"
FINAL = final_quiz.questions_of(QUESTIONS)


def order(page):
    """The choices as they are shown, by their place in the source."""
    return page.locator(f"{CHECK} .option input").evaluate_all("all => all.map(e => Number(e.value))")


def answer(page, id, choice):
    page.locator(f"#question-{id} .option:has(input[value='{choice}']) label").click()


def test_nothing_is_given_away_before_a_choice(page):
    page.goto(ADDRESS)
    expect(page.locator(f"{CHECK} details")).to_have_count(0)
    expect(page.locator(f"{CHECK} :is(.good, .bad)")).to_have_count(0)
    expect(page.locator(f"{CHECK} .why:visible")).to_have_count(0)
    assert order(page) == [0, 1, 2, 3]


def test_a_choice_answers_at_once_in_its_own_box(page):
    page.goto(ADDRESS)
    wrong = (RIGHT + 1) % 4
    answer(page, ID, wrong)
    box = page.locator(f"{CHECK} .bad")
    expect(box.locator(".verdict")).to_have_text("✗ Not quite")
    why = re.sub("<!--.*?-->", "", QUESTIONS[ID].choices[wrong].why)
    assert box.locator(".why").inner_text() == " ".join(why.split())
    page.locator("#rnn-voice", has_text="Not quite.").wait_for(state="attached")
    answer(page, ID, RIGHT)
    expect(page.locator(f"{CHECK} .good .verdict")).to_have_text("✓ Right")
    expect(box.locator(".verdict")).to_have_text("✗ Your first try")
    expect(page.locator(f"{CHECK} .done")).to_be_visible()


def test_the_choices_are_as_wide_as_each_other_and_stand_one_below_the_other(page):
    for address in (ADDRESS, "/lesson/vanishing-gradient/"):
        page.goto(address)
        boxes = page.locator(".check .option").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(r => [r.left, r.width, r.top])"
        )
        assert len({(left, width) for left, width, _ in boxes}) == 1
        assert len({top for _, _, top in boxes}) == len(boxes) > 2


@pytest.mark.parametrize("id", [id for id, question in QUESTIONS.items() if question not in FINAL])
def test_every_quick_check_knows_its_right_choice(page, id):
    page.goto(f"/lesson/{QUESTIONS[id].page.removeprefix('quiz/').removesuffix('.yml')}/")
    for k, choice in enumerate(QUESTIONS[id].choices):
        answer(page, id, k)
        kind = "good" if choice.right else "bad"
        expect(page.locator(f"#question-{id} .{kind} input[value='{k}']")).to_have_count(1)


def test_arrows_move_without_answering_and_the_space_bar_answers(page):
    page.goto(ADDRESS)
    page.locator(f"{CHECK} input").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.locator(f"{CHECK} :is(.good, .bad)")).to_have_count(0)
    expect(page.locator(f"{CHECK} .hint")).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    assert page.locator(f"{CHECK} .option:is(.good, .bad) input").evaluate_all("all => all.map(e => e.value)") == ["3"]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Try again, in another order"
    page.keyboard.press("Enter")
    expect(page.locator(f"{CHECK} :is(.good, .bad)")).to_have_count(0)
    assert page.evaluate("document.activeElement.type") == "radio"


def test_a_retry_shows_another_order_and_back_and_forward_the_same(page):
    page.goto(ADDRESS)
    answer(page, ID, RIGHT)
    page.get_by_role("button", name="Try again").click()
    shuffled = order(page)
    assert sorted(shuffled) == [0, 1, 2, 3] != shuffled
    page.goto("/notation/")
    page.go_back()
    page.locator(f"{CHECK} .option").first.wait_for()
    assert order(page) == shuffled
    page.reload()
    assert order(page) == shuffled


def test_after_instant_navigation_an_answer_is_still_there_once(page):
    page.goto(ADDRESS)
    page.evaluate("window.sameDocument = true")
    answer(page, ID, RIGHT)
    page.locator(".md-nav--primary a[href$='notation/']").first.evaluate("link => link.click()")
    page.locator("h1", has_text="Notation").wait_for()
    page.go_back()
    page.locator(f"{CHECK} .good").wait_for()
    assert page.evaluate("window.sameDocument"), "the pages were loaded in full"
    expect(page.locator(f"{CHECK} .live")).to_have_count(1)


def test_from_a_file_with_the_network_cut_a_question_answers(context, offline):
    page = context(offline=True).new_page()
    page.goto((offline / f"{ADDRESS.strip('/')}.html").as_uri())
    answer(page, ID, RIGHT)
    page.reload()
    expect(page.locator(f"{CHECK} .good")).to_have_count(1)


def test_without_a_script_choices_answer_and_reasons_are_there(context):
    page = context(base_url="http://lesson.localhost/", java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    expect(page.locator(f"{CHECK} .choices li:visible")).to_have_count(4)
    page.locator(f"{CHECK} summary").click()
    expect(page.locator(f"{CHECK} li.good:visible")).to_have_count(1)
    page.goto("/lesson/quiz/")
    assert page.locator("details").count() == len(FINAL)


def test_on_paper_there_are_choices_and_no_answer(page):
    page.goto(ADDRESS)
    answer(page, ID, RIGHT)
    page.emulate_media(media="print")
    expect(page.locator(f"{CHECK} .choices li:visible")).to_have_count(4)
    expect(page.locator(f"{CHECK} :is(.live, .good):visible")).to_have_count(0)


# --- the final quiz -------------------------------------------------------------------------------------------------


def right(question):
    return [choice.right for choice in question.choices].index(True)


@pytest.fixture(scope="module")
def kept(chromium):
    """The quiz with the last question of each objective answered wrongly, all others right: what is shown and what is stored."""
    with guarded(chromium) as make:
        page = make(base_url=SITE).new_page()
        page.goto("/lesson/quiz/")
        last = {question.objective: question for question in FINAL}.values()
        for question in FINAL:
            answer(page, question.id, right(question) if question not in last else (right(question) + 1) % 2)
        return page.locator("rnn-quiz").inner_text(), page.evaluate("({...localStorage})")


@pytest.fixture
def taken(tab, kept):
    """The same, opened again."""
    tab.add_init_script(f"localStorage.length || Object.assign(localStorage, {json.dumps(kept[1])})")
    tab.goto("/lesson/quiz/")
    return tab


def test_a_quiz_that_is_opened_again_shows_what_it_showed(taken, kept):
    assert taken.locator("rnn-quiz").inner_text() == kept[0]


def test_the_score_counts_by_objective_and_links_what_to_read_again(taken):
    lesson = lesson_plan.read(SOURCES)
    missed = len(lesson.objectives)
    assert (
        taken.locator("rnn-quiz .total").inner_text()
        == f"{len(FINAL) - missed} of {len(FINAL)} right at the first try."
    )
    rows = taken.locator("rnn-quiz .parts li")
    for row, objective in zip(rows.all(), lesson.objectives, strict=True):
        asked = sum(question.objective == objective.number for question in FINAL)
        expect(row.locator("b")).to_have_text(f"{asked - 1} of {asked}")
        found = row.locator("a").evaluate_all("all => all.map(a => a.pathname)")
        assert found == [f"/lesson/{topic}/" for topic in objective.topics]


def test_only_the_first_choice_scores_and_what_is_open_is_said(page):
    page.goto("/lesson/quiz/")
    first = FINAL[0]
    assert "Answer a question" in page.locator("rnn-quiz .total").inner_text()
    answer(page, first.id, (right(first) + 1) % 4)
    answer(page, first.id, right(first))
    assert (
        page.locator("rnn-quiz .total").inner_text()
        == f"0 of {len(FINAL)} right at the first try, {len(FINAL) - 1} still open."
    )
    shown = page.locator("rnn-quiz .parts b").all_inner_texts()
    asked = sum(question.objective == first.objective for question in FINAL)
    assert sorted(shown) == sorted([f"0 of {asked}", *["not yet"] * (len(shown) - 1)])


def test_progress_is_in_sight_while_questions_are_open_and_gone_at_the_end(page):
    page.goto("/lesson/quiz/")
    sofar = page.locator(".sofar")
    expect(sofar).to_be_hidden()
    for question in FINAL[:2]:
        answer(page, question.id, right(question))
    expect(sofar).to_have_text(f"2 of {len(FINAL)} answered, 2 right at the first try")
    box, height = sofar.bounding_box(), page.viewport_size["height"]
    assert 0 < box["y"] + box["height"] <= height + 1
    for question in FINAL[2:]:
        answer(page, question.id, right(question))
    expect(sofar).to_be_hidden()
    assert "nothing was forgotten" in page.locator("rnn-quiz .total.perfect").inner_text()


def test_what_was_missed_is_one_jump_away(taken):
    last = {question.objective: question.id for question in FINAL}.values()
    links = taken.locator("rnn-quiz .missed a")
    assert links.evaluate_all("all => all.map(a => a.hash)") == [f"#question-{id}" for id in last]
    numbers = [f"question {k}" for k, question in enumerate(FINAL, 1) if question.id in last]
    assert links.all_inner_texts() == numbers


def test_the_result_is_copied(taken):
    taken.context.grant_permissions(["clipboard-read", "clipboard-write"])
    taken.get_by_role("button", name="Copy", exact=True).click()
    taken.locator("#rnn-voice", has_text="Copied.").wait_for(state="attached")
    lines = taken.evaluate("navigator.clipboard.readText()").splitlines()
    assert re.fullmatch(r".*\d+ of \d+ right at the first try\.", lines[0])
    assert len(lines) == 7
    assert "read again: step 2, The hidden state; step 3, The computation" in lines[2]


def test_without_a_clipboard_the_result_can_be_selected(taken):
    taken.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    taken.get_by_role("button", name="Copy", exact=True).click()
    field = taken.get_by_label("Your result as text")
    field.wait_for()
    assert "right at the first try" in field.input_value()
    assert field.evaluate("e => e.selectionEnd - e.selectionStart === e.value.length && document.activeElement === e")


def test_the_result_alone_is_printed(taken):
    taken.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    taken.get_by_role("button", name="Print").click()
    assert "result-only" in taken.evaluate("window.printed")
    taken.evaluate("document.documentElement.classList.add('result-only')")
    taken.emulate_media(media="print")
    expect(taken.locator("rnn-quiz .parts")).to_be_visible()
    expect(taken.locator("rnn-quiz .signed")).to_be_visible()
    expect(taken.locator(".check:visible")).to_have_count(0)


def test_starting_again_opens_every_question_in_another_order(taken):
    taken.get_by_role("button", name="Start again").click()
    expect(taken.locator(".check :is(.good, .bad)")).to_have_count(0)
    orders = taken.locator(".check fieldset").evaluate_all(
        "all => all.map(set => [...set.querySelectorAll('input')].map(e => e.value).join(''))"
    )
    assert all(shown != "0123"[: len(shown)] for shown in orders)
    assert taken.evaluate("document.activeElement.name") == f"question-{FINAL[0].id}"


def test_axe_finds_nothing_serious_in_an_answered_quiz(page, serious_in_both):
    page.goto("/lesson/quiz/")
    for question in FINAL[:3]:
        answer(page, question.id, 0)
        answer(page, question.id, right(question))
    assert serious_in_both(page, "article") == []
