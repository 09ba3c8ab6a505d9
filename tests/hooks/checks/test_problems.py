"""What stops a build is told in lines, with what helps where a command does."""

from checks.problems import REMEDY, DocsError, Problem, differs

SPELT, COUNTED = Problem("a.md", 3, "b", "unknown value"), differs("a.md", 4, "c", "0.25", "0.26")


def test_only_where_something_written_is_not_what_is_computed_is_the_command_named_that_writes_it():
    assert str(DocsError([SPELT])) == "docs/a.md:3: b: unknown value"
    first, second, last = str(DocsError([SPELT, COUNTED])).splitlines()
    assert (first, last) == (str(SPELT), REMEDY)
    assert second == "docs/a.md:4: c: expected '0.25' (computed), found '0.26' (written)"
