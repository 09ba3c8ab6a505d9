"""Sources are read once and parsed once, whoever asks; what is malformed is named with page and line."""

from collections import Counter
from pathlib import Path

import pytest
import site_contract
from checks import markers, source, yaml_lines
from checks.problems import DocsError
from checks.source import Source, edited
from site_content import Site

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


class Plain:
    """A renderer that leaves Markdown as it is: what fills the slots is asked for all the same."""

    def reset(self) -> None: ...

    def convert(self, text: str) -> str:
        return ""


@pytest.fixture
def counted(monkeypatch) -> Counter:
    """How often each file is read and each text parsed, by what was done and with what."""
    counts: Counter = Counter()

    def counting(owner, name, key) -> None:
        original = getattr(owner, name)

        def wrapper(*arguments, **options):
            counts[name, key(*arguments)] += 1
            return original(*arguments, **options)

        monkeypatch.setattr(owner, name, wrapper)

    counting(Path, "read_text", lambda path, *_: path)
    counting(markers, "find", lambda found: (found.path, found.line, found.text))
    counting(yaml_lines, "load", lambda text, path, *_: path)
    return counts


def test_a_whole_build_reads_and_parses_every_source_once(counted):
    content = site_contract.read(DOCS)
    site = Site(content, ROOT / ".cache", Plain())
    site.check()
    for path in content.docs.pages:
        site.finish(path, site.with_slots(path), lambda path: path, "")
    docs = content.docs
    read = [
        key for kind, key in counted if kind == "read_text" and key.is_relative_to(DOCS) and key.parent.name != "assets"
    ]
    settings = 1  # mkdocs.yml
    assert len(read) == sum(map(len, (docs.pages, docs.yaml, docs.notebooks, docs.beside))) + settings
    assert {path for kind, path in counted if kind == "load"} >= {*docs.yaml, "index.md"}
    assert sum(kind == "find" for kind, _ in counted) > 300
    assert [key for (kind, key), n in counted.items() if n > 1 and (kind != "read_text" or key in read)] == []


def test_a_source_that_is_as_it_was_is_the_one_that_was_read_before(tmp_path):
    texts = {"docs/a.md": "A\n", "docs/b.md": "B\n", "docs/a.yml": "a: 1\n", "docs/notebooks/n.py": "1\n",
             "README.md": "R\n", "mkdocs.yml": "site_name: S\n"}  # fmt: skip
    for path, text in texts.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    def read(before=None):
        docs = source.read(tmp_path / "docs", before)
        return docs, [
            *docs.pages.values(),
            *docs.yaml.values(),
            *docs.notebooks.values(),
            *docs.beside.values(),
            docs.mkdocs,
        ]

    first, found = read()
    assert len(found) == len(texts)
    assert [*map(id, read(first)[1])] == [*map(id, found)]
    for path, text in texts.items():
        (tmp_path / path).write_text(f"{text}\n", "utf-8")
        docs, now = read(first)
        assert sum(one is not other for one, other in zip(found, now, strict=True)) == 1
        first, found = docs, now


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: A\nhide: [toc]\ntitle: B\n---\n\nText.\n", "docs/a.md:4: yaml: key 'title' stands twice"),
        ("---\nfixed:\n  4 units: a\n  4 units: b\n---\n\n4 units.\n", "docs/a.md:4: yaml: key '4 units' stands twice"),
        ("---\ntitle: A\nhide: [toc\n---\n\nText.\n", "docs/a.md:"),
        ("---\ntitle: What: this\n---\n\nText.\n", "docs/a.md:2: yaml: mapping values are not allowed"),
        ("---\n- title\n---\n\nText.\n", "docs/a.md:2: yaml: front matter is a list of `key: value`, not list"),
        ("---\ntitle: A\n\n# Text\n", "docs/a.md:1: yaml: this front matter is never closed"),
        ("---\ntitle: A\ndate: 2020-13-45\n---\n", "docs/a.md:2: yaml: month must be in 1..12"),
    ],
)
def test_malformed_front_matter_is_named_with_page_and_line(text, message):
    with pytest.raises(DocsError) as error:
        _ = Source("a.md", text).front_matter
    assert str(error.value).startswith(message)


def test_malformed_front_matter_is_a_problem_among_the_others_of_its_page(tmp_path):
    pages = source.sources({"a.md": "---\ntitle: A\ntitle: B\n---\n\nIt has 4 units.\n\n```py\n```\n"})
    found = site_contract.page_problems(pages["a.md"], site_contract.Names())
    assert [problem.line for problem in found] == [3, 8]


@pytest.mark.parametrize("end", ["---", "...", "--- "])
def test_front_matter_ends_where_mkdocs_sees_its_end(end):
    page = Source("a.md", f"---\ntitle: A\n{end}\nText.\n")
    assert page.front_matter == {"title": "A"}
    assert page.text[page.body :] == "Text.\n"


def test_a_mark_before_the_first_letter_is_no_part_of_a_page(tmp_path):
    (tmp_path / "a.md").write_text("\ufeff---\ntitle: A\n---\n", "utf-8")
    assert source.read(tmp_path).pages["a.md"].title == "A"


def test_a_file_that_is_no_text_in_utf_8_is_named_with_its_line(tmp_path):
    (tmp_path / "a.md").write_bytes("# Übung\n\nübel\n".encode("latin-1"))
    with pytest.raises(DocsError, match=r"^docs/a\.md:1: encoding: expected text in UTF-8, found the byte 0xdc"):
        source.read(tmp_path)
    (tmp_path / "a.md").write_bytes(b"# A\n\n\xfcbel\n")
    with pytest.raises(DocsError, match=r"^docs/a\.md:3: encoding"):
        source.read(tmp_path)


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(DocsError, match=r"docs/data/lesson\.yml:1: yaml: this file is missing"):
        source.read(tmp_path).data("data/lesson.yml", dict)


@pytest.mark.parametrize(("text", "found"), [("- one\n", "list"), ("", "nothing")])
def test_a_file_of_another_kind_is_named(tmp_path, text, found):
    (tmp_path / "a.yml").write_text(text, "utf-8")
    with pytest.raises(DocsError, match=rf"docs/a\.yml:1: yaml: expected a dict of entries, found {found}"):
        source.read(tmp_path).data("a.yml", dict)


def test_all_that_is_malformed_is_named_at_once(tmp_path):
    (tmp_path / "data").mkdir(exist_ok=True)
    (tmp_path / "data/glossary.yml").write_text("gate: 3\n", "utf-8")
    (tmp_path / "data/lesson.yml").write_text("steps: [\n", "utf-8")
    with pytest.raises(DocsError) as error:
        site_contract.read(tmp_path)
    named = {problem.page for problem in error.value.problems}
    assert named == {f"data/{name}.yml" for name in ("glossary", "lesson", "references", "search", "teaching")}


def test_a_part_of_a_file_names_the_lines_of_the_file():
    part = Source("quiz/a.yml", "One.\n\n<!-- figur: a -->\n", line=7)
    assert [str(problem).split(": ")[0] for problem in part.malformed] == ["docs/quiz/a.yml:9"]


def test_an_edit_inside_another_is_lost_with_what_stood_there():
    assert edited("one two three", [(4, 7, "2"), (0, 7, "1"), (8, 13, "3")]) == "1 3"


@pytest.mark.parametrize("indent", ["", "    ", "  - "])
def test_fences_are_found_where_python_markdown_finds_them(indent):
    page = Source("a.md", f"{indent}```text\n    <!-- figure: a -->\n    ```\n\n<!-- figure: b -->\n")
    assert [fence.info for fence in page.fences] == ["text"]
    assert [(marker.name, marker.line) for marker in page.markers] == [("b", 5)]
