"""What stops a build while the site is served is shown in place of every page, and only of pages."""

import logging
from io import BytesIO

import pytest
from publish.fault_page import Faults


def asked(faults, path):
    answers = []
    body = b"".join(faults.answer({"PATH_INFO": path}, lambda status, headers: answers.append(status)))
    return (answers or ["from the site"])[0], body.decode()


@pytest.fixture
def faults():
    """A build that can be told to fail, around a site that answers with one word."""
    outcome = {}

    def build():
        for words in outcome.get("warned", []):
            logging.getLogger("site.build").warning(words)
        if "raises" in outcome:
            raise outcome["raises"]

    made = Faults(build, lambda environ, start: [b"page"], logging.getLogger("site"), lambda: False)
    made.outcome = outcome
    return made


def test_pages_come_from_the_site_while_builds_succeed(faults):
    faults.outcome["warned"] = ["a warning alone"]
    faults.build()
    assert asked(faults, "/lesson/") == ("from the site", "page")


def test_a_fault_is_shown_with_what_was_warned_before_and_forgotten_when_a_build_succeeds(faults):
    faults.outcome |= {"warned": ["page.md:3: <b>"], "raises": OSError("ink")}
    faults.build()
    status, shown = asked(faults, "/lesson/")
    assert status.startswith("500")
    assert "page.md:3: &lt;b&gt;" in shown
    assert "OSError: ink" in shown
    assert asked(faults, "/assets/a.js") == ("from the site", "page")
    faults.outcome.clear()
    faults.build()
    assert asked(faults, "/lesson/a.html") == ("from the site", "page")


def test_an_error_that_was_written_for_people_is_shown_without_a_traceback(faults, caplog):
    error = ValueError()
    error.message = "docs/page.md:3: expected 0.25"
    faults.outcome["raises"] = error
    faults.build()
    assert "Traceback" not in asked(faults, "/")[1]
    assert caplog.messages == ["docs/page.md:3: expected 0.25"]


def test_where_another_build_may_tell_better_what_it_tells_is_shown(faults):
    def again():
        faults.outcome["raises"], old = OSError("ink at its line"), faults.outcome["raises"]
        return "old" in str(old)

    faults.again = again
    faults.outcome["raises"] = OSError("ink at an old line")
    faults.build()
    shown = asked(faults, "/")[1]
    assert "ink at its line" in shown
    assert "old line" not in shown


def test_a_fault_that_another_build_does_not_meet_is_none(faults):
    faults.outcome["raises"] = OSError("ink")
    faults.again = lambda: bool(faults.outcome.pop("raises", None))
    faults.build()
    assert asked(faults, "/") == ("from the site", "page")


def test_a_page_that_is_asked_for_while_a_build_fails_is_the_page_of_its_fault(faults):
    """The server's own answer would be that there is no such page, and a browser would stay there."""
    faults.outcome["raises"] = OSError("ink")
    file = BytesIO()

    def waits_for_the_build(environ, start):
        faults.build()
        start("404 Not Found", [])
        return file

    faults.app = waits_for_the_build
    status, shown = asked(faults, "/lesson/")
    assert status.startswith("500")
    assert "OSError: ink" in shown
    assert file.closed


def test_what_the_site_says_of_an_answer_is_passed_on(faults):
    def moved(environ, start):
        start("302 Found", [("Location", "/")])
        return []

    faults.app = moved
    assert asked(faults, "/lesson") == ("302 Found", "")
