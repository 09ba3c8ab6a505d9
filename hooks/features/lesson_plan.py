"""The lesson's plan, docs/lesson.yml, and what the site draws from it: the map, a step's header, the objectives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from checks.problems import DocsError, Problem
from checks.source import Docs
from features.quiz import Question

PAGE, OVERVIEW = "lesson.yml", "index.md"
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
    data = docs.data(PAGE)
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


def map_html(plan: Plan, minutes: Mapping[str, int], link: Link) -> str:
    """The chain of steps with the minutes each takes; what is not written yet has no link."""
    return f'<ol class="map">{"".join(_map_step(step, minutes, link) for step in plan.steps)}</ol>'


def core(plan: Plan) -> list[str]:
    """The pages that the lesson's minutes count: the overview and every step that is written."""
    return [OVERVIEW, *(f"lesson/{step.topic}.md" for step in plan.steps if step.written)]


def minutes_html(plan: Plan, reading: int, quiz: int) -> str:
    """How long it takes to read what is written, and to answer the final quiz."""
    written = sum(step.written for step in plan.steps)
    if written < len(plan.steps):
        sentence = f"What is written, {written} of {len(plan.steps)} steps, takes {reading} minutes."
    else:
        sentence = f"About {reading} minutes to read, and {quiz} for the quiz at the end."
    return f'<p class="facts minutes">{sentence}</p>'


def _map_step(step: Step, minutes: Mapping[str, int], link: Link) -> str:
    if not step.written:
        return f'<li class="planned"><span>{escape(step.name)}</span><small>planned</small></li>'
    name = f'<a href="{link(step.topic)}">{escape(step.name)}</a>'
    return f"<li>{name}<small>{minutes[step.topic]} min</small></li>"


def header_html(plan: Plan, step: Step) -> str:
    """Where a step stands in the lesson, in words and as eight segments."""
    count = len(plan.steps)
    kinds = ["done" if k < step.number else "here" if k == step.number else "" for k in range(1, count + 1)]
    segments = "".join(f'<li class="{kind}"></li>' if kind else "<li></li>" for kind in kinds)
    return f'<div class="step"><span>Step {step.number} of {count}</span><ol aria-hidden="true">{segments}</ol></div>'


def objectives_html(
    plan: Plan,
    questions: Mapping[str, Question],
    places: Mapping[str, str],
    link: Link,
    final: Mapping[int, str] | None = None,
) -> str:
    """The objectives, each with links to where it is taught and to the questions that check it.

    `places` maps the id of a quick check to the topic of the page that shows it, `final` an objective's number to the
    link that leads to its part of the final quiz.
    """
    items = []
    for objective in plan.objectives:
        taught = [step for step in plan.steps if step.topic in objective.topics and step.written]
        asked = [q.id for q in questions.values() if q.objective == objective.number and q.id in places]
        links = [f'<a href="{link(step.topic)}">step {step.number}</a>' for step in taught]
        links += [f'<a href="{link(places[id])}#question-{id}">{_check(k, asked)}</a>' for k, id in enumerate(asked, 1)]
        links += [final[objective.number]] if final and objective.number in final else []
        joined = " · ".join(links)
        where = f' <small class="where">{joined}</small>' if links else ""
        items.append(f"<li>{escape(objective.text)}{where}</li>")
    return f'<ol class="objectives">{"".join(items)}</ol>'


def _check(position: int, asked: list[str]) -> str:
    return "quick check" if len(asked) == 1 else f"check {position}"
