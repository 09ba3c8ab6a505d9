"""The lesson's plan is read strictly and drawn for the pages that exist."""

import pytest
from checks import source
from checks.problems import DocsError
from checks.yaml_lines import Text
from features import lesson_plan
from features.quiz import Choice, Question
from features.reading_time import Minutes

PLAN = """\
steps:
  - {topic: order, name: Order & sense}
  - {topic: state, name: State}
objectives:
  - {text: See the order, topics: [order]}
  - {text: Follow the state, topics: [order, state]}
"""


@pytest.fixture
def docs(tmp_path):
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "order.md").write_text("# Order\n", "utf-8")
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data/lesson.yml").write_text(PLAN, "utf-8")
    return tmp_path


def link(topic: str) -> str:
    return f"lesson/{topic}/"


def question(id: str, objective: int) -> Question:
    return Question(id, objective, Text("Why?"), (Choice(Text("a"), Text("b"), True),), "quiz/order.yml")


def test_the_map_links_only_what_is_written(docs):
    html = lesson_plan.map_html(lesson_plan.read(source.read(docs)), {"order": 3}, link)
    assert '<li><a href="lesson/order/">Order &amp; sense</a><small>3 min</small></li>' in html
    assert '<li class="planned"><span>State</span><small>planned</small></li>' in html


def test_the_minutes_say_whether_all_steps_are_written(docs):
    assert "What is written, 1 of 2 steps, takes 3 minutes to read." in lesson_plan.minutes_html(
        lesson_plan.read(source.read(docs)), Minutes(3, 9, 0, {})
    )
    (docs / "lesson" / "state.md").write_text("# State\n", "utf-8")
    stated = "About 20 minutes to read through, 61 with a pencil and all explorers, the overview included, and 21 for the quiz at the end."
    assert stated in lesson_plan.minutes_html(lesson_plan.read(source.read(docs)), Minutes(20, 61, 21, {}))


def test_the_minutes_are_those_of_the_overview_and_the_written_steps(docs):
    assert lesson_plan.core(lesson_plan.read(source.read(docs))) == ["index.md", "lesson/order.md"]


def test_the_header_says_where_a_step_stands(docs):
    lesson = lesson_plan.read(source.read(docs))
    html = lesson_plan.header_html(lesson, lesson.step("state"))
    assert "Step 2 of 2" in html
    assert '<li class="done"></li><li class="here"></li>' in html
    assert lesson.step("elsewhere") is None


def test_objectives_lead_to_where_they_are_taught_and_asked(docs):
    questions = {q.id: q for q in (question("why", 1), question("how", 2), question("who", 2), question("lost", 2))}
    places = {"why": "order", "how": "order", "who": "order"}
    html = lesson_plan.objectives_html(lesson_plan.read(source.read(docs)), questions, places, link, {})
    assert (
        '<a href="lesson/order/">step 1</a>\N{NO-BREAK SPACE}· <a href="lesson/order/#question-why">quick check</a>'
        in html
    )
    assert "question-how" in html
    assert "question-who" in html
    assert "question-lost" not in html
    assert "the final" not in html
    html = lesson_plan.objectives_html(
        lesson_plan.read(source.read(docs)), questions, places, link, {2: ("quiz/#2", "the final ones")}
    )
    assert html.endswith('<a href="quiz/#2">the final ones</a></small></li></ol>')
    assert html.count("the final") == 1
    assert "step 2" not in html


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topics: [order]", "topics: [ordre]", "docs/data/lesson.yml:5: ordre: no step has this topic"),
        ("topic: state,", "topic: order,", "this topic stands twice"),
    ],
)
def test_a_mistake_in_the_plan_is_named(docs, old, new, message):
    (docs / "data/lesson.yml").write_text(PLAN.replace(old, new), "utf-8")
    with pytest.raises(DocsError, match=message):
        lesson_plan.read(source.read(docs))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: state, name: State", "topic: state", "docs/data/lesson.yml:3: plan: 'name' is missing"),
        (
            "topics: [order, state]",
            "topics: state",
            "docs/data/lesson.yml:6: plan: 'topics': expected a list of texts, found text",
        ),
        ("objectives:", "aims:", "docs/data/lesson.yml:1: plan: 'objectives' is missing"),
        ("text: See the order", "text: yes, goal: 1", "docs/data/lesson.yml:5: plan: unknown field 'goal'"),
    ],
)
def test_a_malformed_plan_is_named_with_its_line(docs, old, new, message):
    assert PLAN.count(old) == 1
    (docs / "data/lesson.yml").write_text(PLAN.replace(old, new), "utf-8")
    with pytest.raises(DocsError) as error:
        lesson_plan.read(source.read(docs))
    assert message in str(error.value)
