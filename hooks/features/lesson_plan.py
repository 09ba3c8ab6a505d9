"""The plan of the lesson, docs/data/lesson.yml, and what is drawn from it: the map, a step's header, the objectives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.fields import TEXTS, Fields
from checks.problems import DocsError, Problem
from checks.source import Docs
from checks.yaml_lines import line_of
from drawing.fragments import render
from features.quiz import Question
from features.reading_time import Minutes
from markupsafe import Markup

PAGE, OVERVIEW = "data/lesson.yml", "index.md"
PARTS = {
    "steps": Fields({"topic": str, "name": str}),
    "objectives": Fields({"text": str, "topics": TEXTS}),
}
Link = Callable[[str], str]  # from a topic to the address of its page, as seen from the page that links


@dataclass(frozen=True)
class Step:
    """A step of the lesson: `number` counts from 1, `written` says whether its page exists."""

    number: int
    topic: str
    name: str
    written: bool


@dataclass(frozen=True)
class Objective:
    number: int
    text: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    objectives: tuple[Objective, ...]

    def step(self, topic: str) -> Step | None:
        """The step of that topic; None for a page outside the lesson."""
        return next((step for step in self.steps if step.topic == topic), None)


def read(docs: Docs) -> Plan:
    """The plan below docs/. Raises DocsError for an objective that is taught in no step, or a step named twice."""
    data = docs.data(PAGE, dict)
    if problems := [Problem(PAGE, line, "plan", message) for line, message in _malformed(data)]:
        raise DocsError(problems)
    topics = [step["topic"] for step in data["steps"]]
    problems = [Problem(PAGE, t.line, t, "this topic stands twice") for t in topics if topics.count(t) > 1]
    for objective in data["objectives"]:
        unknown = [topic for topic in objective["topics"] if topic not in topics]
        problems += [Problem(PAGE, topic.line, topic, "no step has this topic") for topic in unknown]
    if problems:
        raise DocsError(problems)
    steps = (
        Step(k, step["topic"], step["name"], f"lesson/{step['topic']}.md" in docs.pages)
        for k, step in enumerate(data["steps"], 1)
    )
    objectives = (Objective(k, o["text"], tuple(o["topics"])) for k, o in enumerate(data["objectives"], 1))
    return Plan(tuple(steps), tuple(objectives))


def _malformed(data: Any) -> Iterator[tuple[int, str]]:
    """Fields that are missing, unknown or of another type, each with its line."""
    yield from ((line_of(data), message) for message in Fields(dict.fromkeys(PARTS, list)).wrong(data))
    for part, fields in PARTS.items():
        entries = data.get(part)
        for entry in entries if isinstance(entries, list) else []:
            yield from ((line_of(entry), message) for message in fields.wrong(entry))


def map_html(plan: Plan, minutes: Mapping[str, int], link: Link) -> Markup:
    """The chain of steps with the minutes each takes; what is not written yet has no link."""
    return render("map", steps=plan.steps, minutes=minutes, link=link)


def core(plan: Plan) -> list[str]:
    """The pages that the lesson's minutes count: the overview and every step that is written."""
    return [OVERVIEW, *(f"lesson/{step.topic}.md" for step in plan.steps if step.written)]


def minutes_html(plan: Plan, minutes: Minutes) -> Markup:
    """How long it takes to read what is written, to work through it, and to answer the final quiz."""
    written = sum(step.written for step in plan.steps)
    return render("minutes", written=written, count=len(plan.steps), minutes=minutes)


def header_html(plan: Plan, step: Step) -> Markup:
    """Where a step stands in the lesson, in words and as one segment a step."""
    return render("step", steps=plan.steps, step=step)


def objectives_html(
    plan: Plan,
    questions: Mapping[str, Question],
    places: Mapping[str, str],
    link: Link,
    final: Mapping[int, tuple[str, str]],
) -> Markup:
    """The objectives, each with links to where it is taught and to the questions that check it.

    `places` maps the id of a quick check to the topic of the page that shows it, `final` an objective's number to the
    address and the words of the link to its part of the final quiz.
    """
    objectives = []
    for objective in plan.objectives:
        taught = [step for step in plan.steps if step.topic in objective.topics and step.written]
        asked = [q.id for q in questions.values() if q.objective == objective.number and q.id in places]
        links = [(link(step.topic), f"step {step.number}") for step in taught]
        links += [(f"{link(places[id])}#question-{id}", _check(k, asked)) for k, id in enumerate(asked, 1)]
        links += [final[objective.number]] if objective.number in final else []
        objectives.append((objective, links))
    return render("objectives", objectives=objectives)


def _check(position: int, asked: list[str]) -> str:
    return "quick check" if len(asked) == 1 else f"check {position}"
