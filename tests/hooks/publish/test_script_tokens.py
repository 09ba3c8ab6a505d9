"""A script's tokens: comments go and nothing else does; what cannot be decided is refused, with its line."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish.script_tokens import ScriptError, bare, tokens

ROOT = Path(__file__).parents[3]
OURS = sorted([*ROOT.glob("hooks/**/*.js"), *ROOT.glob("docs/assets/*.js")])

# Everything that looks like a comment and is none, and the other way round. Each line that prints, prints what it should.
TRAPS = r"""
const say = (...words) => console.log(JSON.stringify(words)); // ' " ` { ( [
say("/* 'no' */", '// no "comment"', `/* ${1 /* yes */ + 1} // ${`in ${"}"} /* here */`} */`);
say(/[/*]+\/\//.test("/*//"), 6 / 2 / 3, (8) / 4, [9][0] / 3, "a//b".split(/\/\//g).length);
if (true) /[`'"]/.exec("`") && say("after a condition");
const of = { in: 12, typeof: 6 };
class Secret { #in = 8; get half() { return this.#in / 2 } }
const own = { if: (n) => n, return: 9, await: (n) => n };
say(new Secret().half, own.if(6) / 3, own.return / 3, own?.await(4) / 2);
say(of.in / of.typeof / 2, typeof /x/, ((a, b) => a / b)(1, 2));
const lines = `first
    second, indented /* kept */
`;
say(lines, "a\
    b", '\'', "\"//");
let i = 1
let j = i /* a line
  break */ ++i
say(i, j, i++ + ++j, i - -j, 1 .toFixed(1), 2.5.toFixed())
const early = () => {
  return /* nothing
  follows */ 7
}
const restricted = () => {
  return
  [1]
}
say(early(), restricted())
class Some { a = 1; static b = `${{ c: "}" }.c}`; get in() { return this.a / 2 } }
say(new Some().in, Some.b)
say([1, 2]
  .map((x) => ({ x }))
  .length, true ? "?" : ":", !(3 > 2), 7 % 4, 2 ** 3)
outer: for (const x of [1, 2]) { continue outer }
do say("once"); while (false)
"""


def run(code: str) -> str:
    return subprocess.run(["node", "-e", code], capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_the_tokens_of_our_scripts_joined_are_the_scripts(path):
    code = path.read_text("utf-8")
    assert "".join(token.text for token in tokens(code)) == code


@given(st.text("\"'`/*\\\n\r ${}()[]<-=.;aif1", max_size=30))
def test_any_text_is_cut_without_loss_or_refused(code):
    try:
        found = tokens(code)
    except ScriptError as error:
        line, whole = error.line, code
    else:
        line, whole = 1, "".join(token.text for token in found)
    assert whole == code
    assert 1 <= line <= code.count("\n") + 1


def test_comments_go_and_what_looks_like_one_stays():
    sent = bare(TRAPS)
    for gone in ("' \" ` {", "/* yes */", "/* nothing", "/* a line"):
        assert gone in TRAPS
        assert gone not in sent
    for kept in ("\"/* 'no' */\"", "'// no \"comment\"'", "/[/*]+\\/\\//", "    second, indented /* kept */\n"):
        assert kept in sent


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js")
def test_what_is_sent_does_what_was_written():
    assert run(TRAPS).count("\n") >= 10
    assert run(bare(TRAPS)) == run(TRAPS)


def test_blanks_that_part_nothing_are_not_sent():
    code = "/* What it\n   does. */\nconst a = {\n  b: 2 * 3, // six\n\n  c: x in y,\n};\nlet d\nlet e = - -d;\n"
    assert bare(code) == "const a={b:2 * 3,c:x in y,};let d\nlet e=- -d;\n"


@pytest.mark.parametrize(
    ("code", "line", "message"),
    [
        ("let a = (1;\nlet b", 1, "( is not closed"),
        ("let a = {\n  b: [1, 2},\n}", 2, "} closes [ of line 2"),
        ("\n}", 2, "} closes nothing of line 2"),
        ("let a;\nlet b = 'x\n'", 2, "'x is not closed in its place"),
        ('let a = "x\n";', 1, '"x is not closed in its place'),
        ("let a;\nlet b = `x ${1", 2, "${ is not closed"),
        ("let a = `x\ny", 1, "this template is not closed"),
        ("let a;\n/* b", 2, "/* is not closed in its place"),
        ("let a = /[/\n]/;", 1, "this regular expression is not closed in its line"),
        ("a;\n{} /x/.test(y)", 2, "after } a slash may divide"),
        ("let b = of /x/g", 1, "of before a slash may be a name or not"),
        ("a++ / b / c", 1, "after ++ a slash may divide"),
        ("for await (const x of y) /z/.test(x)", 1, "await before a slash may be a name or not"),
        ("let a;\r\nlet b;", 1, "'\\r' ends a line"),
        ("let a;\n// b\u2028c", 2, "'\\u2028' ends a line"),
        ("let a;\nclas Cell extends Element {}", 2, "clas Cell: nothing parts or joins these words"),
        ("let a = () => { retrun a }", 1, "retrun a: nothing"),
        ("while (n --> 0) f()", 1, "browsers take this for a comment of HTML"),
    ],
)
def test_what_is_not_closed_or_undecidable_is_named_with_its_line(code, line, message):
    with pytest.raises(ScriptError) as raised:
        tokens(code)
    assert raised.value.line == line
    assert message in str(raised.value)
