"""The workflows run what a reader of this repository can check, with the rights they need and no more."""

import re
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / ".github" / "workflows"
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
WRITING = {  # the only rights to change anything, and the job that has them
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "release"): {"contents": "write"},
}


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> tuple[Path, dict]:
    return request.param, yaml.safe_load(request.param.read_text("utf-8"))


def test_every_action_is_pinned_by_its_commit_and_says_its_version(workflow):
    path, _ = workflow
    used = re.findall(r"uses: (.+)$", path.read_text("utf-8"), re.M)
    assert used
    assert [action for action in used if not PINNED.match(action) and not action.startswith("./.github/")] == []


def test_one_action_is_pinned_to_one_commit_everywhere():
    used = {use for path in FILES for use in re.findall(r"uses: ([\w-]+/.+)$", path.read_text("utf-8"), re.M)}
    assert len({use.partition("@")[0] for use in used}) == len(used)


def test_a_job_has_no_rights_but_those_it_names(workflow):
    path, content = workflow
    assert content["permissions"] in ({}, {"contents": "read"})
    for name, job in content["jobs"].items():
        rights = job.get("permissions", content["permissions"])
        assert rights == WRITING.get((path.name, name), {"contents": "read"})


def test_nothing_that_strangers_write_reaches_a_shell_or_a_job_with_rights(workflow):
    path, content = workflow
    assert "pull_request_target" not in path.read_text("utf-8")
    for job in content["jobs"].values():
        for step in job.get("steps", []):
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}


def test_every_job_ends_and_waits_only_for_jobs_there_are(workflow):
    _, content = workflow
    for job in content["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 30
        assert job.get("needs", "test") in content["jobs"]


def test_what_is_published_and_released_is_tested_first():
    for name, last in (("publish.yml", "deploy"), ("release.yml", "release")):
        jobs = yaml.safe_load((FOLDER / name).read_text("utf-8"))["jobs"]
        before = []
        while last := jobs[last].get("needs"):
            before.append(last)
        assert before[-1] == "test"
        assert jobs["test"]["uses"] == "./.github/workflows/test.yml"


def test_every_command_is_one_that_the_makefile_has():
    targets = set(re.findall(r"^([a-z-]+):", (FOLDER.parent.parent / "Makefile").read_text("utf-8"), re.M))
    called = {name for path in FILES for name in re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))}
    assert called == {"site", "offline"}
    assert called <= targets
