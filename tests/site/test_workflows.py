"""The workflows run what a reader of this repository can check, with the rights they need and no more."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml

from tests.conftest import KEPT

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".github" / "workflows"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FILES = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
# The first release of each action whose action.yml names Node 24, by the action's own repository (all but upload-pages-artifact,
# whose first such release calls an upload-artifact that does). GitHub announced that Node 20 goes on 16 September 2026.
ON_NODE_24 = {
    "actions/cache": 5,
    "actions/checkout": 5,
    "actions/deploy-pages": 5,
    "actions/download-artifact": 7,
    "actions/setup-node": 5,
    "actions/setup-python": 6,
    "actions/upload-artifact": 6,
    "actions/upload-pages-artifact": 5,
}
WRITING = {  # the only rights to change anything, and the job that has them
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("release.yml", "release"): {"contents": "write"},
}


@pytest.mark.skipif(sys.platform == "win32", reason="the script is for Linux")
def test_ci_tries_every_test_whatever_was_kept_of_them(tmp_path):
    """GitHub brings the cache of an earlier run along; what was trained and drawn may come from it."""
    kept = KEPT.relative_to(ROOT)
    for folder in (".ci", "programs", kept / "passed", ".cache/trained"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy2(ROOT / ".ci/run", tmp_path / ".ci/run")
    for name, code in {"make": 'ls -a .cache; echo "$@"', "chromium": "exit 1"}.items():
        (tmp_path / "programs" / name).write_text(f"#!/bin/sh\n{code}\n", "utf-8")
        (tmp_path / "programs" / name).chmod(0o755)
    path = f"{tmp_path / 'programs'}{os.pathsep}{os.environ['PATH']}"
    said = subprocess.run(
        [tmp_path / ".ci/run"],
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert said.split() == [".", "..", "trained", "test"]


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def workflow(request: pytest.FixtureRequest) -> tuple[Path, dict]:
    return request.param, yaml.safe_load(request.param.read_text("utf-8"))


def test_every_action_is_pinned_by_its_commit_and_says_its_version(workflow):
    path, _ = workflow
    used = re.findall(r"uses: (.+)$", path.read_text("utf-8"), re.M)
    assert len(used) == path.read_text("utf-8").count("uses:") > 0
    assert [action for action in used if not PINNED.match(action) and not action.startswith("./.github/")] == []


def test_every_action_runs_on_a_node_that_is_still_there(workflow):
    path, _ = workflow
    used = re.findall(r"uses: ([\w-]+/[\w-]+)@\w+ # v(\d+)\.", path.read_text("utf-8"))
    assert {name for name, _ in used} <= ON_NODE_24.keys()  # another one's action.yml is to be looked up first
    assert [(name, int(major)) for name, major in used if int(major) < ON_NODE_24[name]] == []


def test_one_action_is_pinned_to_one_commit_everywhere():
    used = {use for path in FILES for use in re.findall(r"uses: ([\w-]+/.+)$", path.read_text("utf-8"), re.M)}
    times = Counter(use.partition("@")[0] for use in used)
    assert sorted(use for use in used if times[use.partition("@")[0]] > 1) == []


def test_a_job_has_no_rights_but_those_it_names(workflow):
    path, content = workflow
    assert content["permissions"] in ({}, {"contents": "read"})
    for name, job in content["jobs"].items():
        rights = job.get("permissions", content["permissions"])
        assert rights == WRITING.get((path.name, name), {"contents": "read"}) or rights == {}


def test_nothing_that_strangers_write_reaches_a_shell_or_a_job_with_rights(workflow):
    """A pull request runs the code that it brings, so its jobs have no secret and may change nothing."""
    path, content = workflow
    started_by = set(content[True])  # YAML 1.1 reads the key `on` so
    assert started_by <= {"pull_request", "workflow_call", "push", "schedule", "workflow_dispatch"}
    assert "pull_request" not in started_by or not [key for key in WRITING if key[0] == path.name]
    assert "secrets" not in str(content)
    for job in content["jobs"].values():
        for step in job.get("steps", []):
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"] == {"persist-credentials": False}


def test_every_job_ends_and_waits_only_for_jobs_there_are(workflow):
    _, content = workflow
    for job in content["jobs"].values():
        assert "uses" in job or job["timeout-minutes"] <= 30
        assert job.get("needs") is None or job["needs"] in content["jobs"]


def test_what_is_published_and_released_is_tested_first():
    for name, last in (("publish.yml", "deploy"), ("release.yml", "release")):
        jobs = yaml.safe_load((FOLDER / name).read_text("utf-8"))["jobs"]
        before = []
        while last := jobs[last].get("needs"):
            before.append(last)
        assert before[-1] == "test"
        assert jobs["test"]["uses"] == "./.github/workflows/test.yml"


def test_what_leaves_the_house_says_where_the_package_lies():
    """Pages and archives offer notebooks that need it, and nobody can get it but from the repository."""
    for name, job in (("publish.yml", "build"), ("release.yml", "release")):
        told = yaml.safe_load((FOLDER / name).read_text("utf-8"))["jobs"][job]["env"]
        assert told["REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"


def test_every_command_is_one_that_the_makefile_has():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    called = {name for path in FILES for name in re.findall(r"run: make ([a-z-]+)", path.read_text("utf-8"))}
    assert {"site", "offline", "check-js", "check-links", "check-weaknesses", "check-workflows"} <= called <= targets
    scripts = {name for path in FILES for name in re.findall(r"run: bash (\S+)", path.read_text("utf-8"))}
    assert scripts == {".ci/run", ".ci/without-browser"}
    assert all((ROOT / script).is_file() for script in scripts)


def test_the_oldest_and_the_newest_python_are_tested_on_three_systems():
    matrix = yaml.safe_load((FOLDER / "test.yml").read_text("utf-8"))["jobs"]["without-browser"]["strategy"]["matrix"]
    oldest, newest = matrix["python"]
    assert PROJECT["requires-python"] == f">={oldest}"
    assert f"Python {oldest} to {newest} is needed" in (ROOT / "Makefile").read_text("utf-8")
    assert f"a Python from Python {oldest} to Python {newest}." in (ROOT / "README.md").read_text("utf-8")
    assert [system.partition("-")[0] for system in matrix["system"]] == ["ubuntu", "macos", "windows"]


def released(tag: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """What the release does before it packs anything, as a shell of CI runs it."""
    steps = yaml.safe_load((FOLDER / "release.yml").read_text("utf-8"))["jobs"]["release"]["steps"]
    commands = [step["run"] for step in steps if "GITHUB_REF_NAME" in step.get("run", "") and "gh " not in step["run"]]
    assert len(commands) == 2
    for name in ("pyproject.toml", "CHANGELOG.md"):
        shutil.copy2(ROOT / name, folder / name)
    environment = os.environ | {"GITHUB_REF_NAME": tag}
    return subprocess.run(["bash", "-ec", "\n".join(commands)], cwd=folder, env=environment, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="a release is made on Linux")
def test_a_release_is_named_as_the_package_and_shows_its_lines_of_the_change_log(tmp_path):
    version = PROJECT["version"]
    assert released(f"v{version}", tmp_path).returncode == 0
    notes = (tmp_path / "notes.md").read_text("utf-8")
    assert notes.strip()
    assert "## " not in notes
    assert notes in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert released(f"v{version}.1", tmp_path).returncode != 0


def test_what_is_cited_and_what_changed_name_the_version_of_the_package():
    version = PROJECT["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["version"] == version
    newest = re.search(r"^## (\S+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)[1]
    assert newest == version


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml")), ids=lambda path: path.stem
)
def test_an_issue_form_asks_for_the_page_and_is_one_that_a_code_host_accepts(path):
    form = yaml.safe_load(path.read_text("utf-8"))
    assert set(form) == {"name", "description", "title", "body"}
    ids = [field["id"] for field in form["body"]]
    assert ids[0] == "page"
    assert len(ids) == len(set(ids)) >= 3
    for field in form["body"]:
        assert field["type"] in ("input", "textarea")
        assert field["attributes"]["label"].endswith("?")
        assert field["attributes"]["description"]
        assert field["validations"] == {"required": True}
