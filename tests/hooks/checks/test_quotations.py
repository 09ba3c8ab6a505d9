"""Code that running text quotes from the package stands there, token by token."""

from pathlib import Path

import pytest
from checks import quotations
from checks.source import Source

SHOWN = "<!-- source: vanilla-step -->\n\n"
TABLE = "| formula | in `rnn_docs` |\n| :-- | :-- |\n| `x @ W` | `{}` |\n\n`also @ here`\n"


@pytest.fixture
def package(tmp_path) -> Path:
    (tmp_path / "cell.py").write_text("def back(dh):\n    da = (1 - h**2) * dh  # tanh\n    return W.T @ da\n", "utf-8")
    return tmp_path


def found(package: Path, text: str) -> list[str]:
    return [str(problem) for problem in quotations.problems(Source("a.md", text), package)]


@pytest.mark.parametrize(
    "text",
    [
        SHOWN + "The slope `1 - h ** 2`, and `da = (1 - h**2)*dh` whole.\n",
        SHOWN + "`return W.T @ da` hands `W.T@da` on; `trace.hs`, `W`, `1.5`, `tanh x` are no quotations.\n",
        SHOWN + "```python\nxs[0] = 1\n```\n\nIt begins with `xs[0]`.\n",
        SHOWN + "Computed: <!-- value: a -->`h @ W`<!-- / -->.\n",
        "---\nquoted:\n  x @ W: as Keras writes it\n---\n" + SHOWN + "Keras computes `x @ W`.\n",
        SHOWN + "```python\nprint((1)\n```\n\nNo Python is no reason to stop: `W.T @ da`.\n",
        "A page that shows no function may say `h @ W`.\n",
        TABLE.format("W.T @ da"),
    ],
)
def test_what_stands_there_may_be_quoted(package, text):
    assert found(package, text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (SHOWN + "The slope is `1 - h**3`.\n", "docs/a.md:3: 1 - h**3: this quotation stands neither in rnn_docs nor"),
        (SHOWN + "`W.T @ d`\n", "W.T @ d: this quotation"),
        (SHOWN + "`da = W.T @ da`\n", "da = W.T @ da: this quotation"),
        (SHOWN + "`back()`\n", "back(): this quotation"),
        (SHOWN + "`da += 1`\n", "da += 1: this quotation"),
        (TABLE.format("dwhs @ h_prevs.T"), "docs/a.md:3: dwhs @ h_prevs.T: this quotation"),
        ("---\nquoted:\n  x @ W: why\n---\n" + SHOWN, "docs/a.md:3: x @ W: needs no place in `quoted`"),
        ("---\nquoted:\n  W.T @ da: why\n---\n" + SHOWN + "`W.T @ da`\n", "W.T @ da: needs no place in `quoted`"),
        ("---\nquoted:\n  x @ W:\n---\n" + SHOWN + "`x @ W`\n", "x @ W: a quotation in `quoted` needs a reason"),
        ("---\nquoted: [x @ W]\n---\n", "quoted: expected quotations with a reason each, found list"),
    ],
)
def test_what_stands_nowhere_is_named(package, text, message):
    (problem,) = found(package, text)
    assert message in problem
