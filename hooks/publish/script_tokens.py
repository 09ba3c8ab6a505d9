"""A script cut into tokens: enough to tell its code from strings, templates, regular expressions and comments.

No parser of JavaScript is among the pinned packages, and none is needed to leave comments out. What the tokens alone
cannot decide is refused, with the line, and never guessed: whether a slash after `}` divides or begins a regular
expression depends on the grammar.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

# What can be told by how it begins.
PLAIN = re.compile(
    r"""(?P<blank>\s+) | (?P<number>\d[\w.]*) | (?P<word>[\w$]+) | (?P<comment>//[^\n]*|/\*.*?\*/)
    | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""",
    re.S | re.X,
)
TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.S)  # up to its end, or to where code is set in
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/\w*")
CLOSES = {")": "(", "]": "[", "}": "{"}
# After these words a slash begins a regular expression; after any other it divides, but some are names or syntax.
BEFORE_PATTERN = {"return", "typeof", "case", "in", "instanceof", "delete", "void", "throw", "new", "else", "do"}
EITHER = {"of", "yield", "await"}
# Of two words side by side, one is among these.
BEFORE_WORD = BEFORE_PATTERN | EITHER | {
    *("async", "break", "class", "const", "continue", "default", "export", "extends", "from", "function", "get"),
    *("import", "let", "set", "static", "var"),
}  # fmt: skip
BEHIND_WORD = {"as", "await", "extends", "from", "in", "instanceof", "of"}
WITH_CONDITION = {"if", "while", "for", "with"}
OTHER_LINES = re.compile("[\r\u2028\u2029]")  # end a line for JavaScript, and not for us


class ScriptError(ValueError):
    """What is wrong with a script, and in which of its lines."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


class Token(NamedTuple):
    """A piece of a script. `kind` is comment, blank, string, template, pattern, number, word or mark."""

    kind: str
    text: str
    line: int


class _Open(NamedTuple):
    """A bracket that is not closed yet; a template that code is set into opens with `${`."""

    text: str
    line: int
    after: str  # the word before it, if that is no property's name


@lru_cache(maxsize=99)  # a build asks twice: whether a script is sound, and for what is sent of it
def tokens(code: str) -> tuple[Token, ...]:
    """All tokens, which joined are the code. Raises ScriptError for what is not closed, and for what is undecidable."""
    return tuple(_Reading(code).tokens())


def bare(code: str) -> str:
    """The code without comments, and without blanks that part nothing. Raises ScriptError as `tokens` does."""
    sent: list[str] = []
    before, gap = ";", ""
    for kind, text, _ in tokens(code):
        if kind in ("blank", "comment"):  # a comment parts words like a blank, or statements like a new line
            gap = "\n" if "\n" in gap + text else " "
            continue
        sent += (_needed(before, gap, text), text)
        before, gap = text, ""
    return "".join(sent) + "\n"


def _needed(before: str, gap: str, after: str) -> str:
    """What of a gap must stay. A new line may stand for a semicolon, but no statement ends before or after these."""
    if gap == "\n":
        return "" if before[-1] in "{([,;:=" or after[0] in ")]}" else gap
    return "" if {before[-1], after[0]} & set("{}()[],;:=") else gap


class _Reading:
    """One pass over a script."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.at, self.line = 0, 1
        if found := OTHER_LINES.search(code):
            raise ScriptError(code.count("\n", 0, found.start()) + 1, f"{found[0]!r} ends a line: write \\n")
        self.open: list[_Open] = []
        self.last = Token("mark", ";", 1)  # the last token that is neither blank nor comment
        self.before_last = self.last
        self.closed = _Open("(", 1, "")  # the bracket that the last `)` closes

    def tokens(self) -> Iterator[Token]:
        while self.at < len(self.code):
            token = self._next()
            self.at += len(token.text)
            self.line += token.text.count("\n")
            if token.kind not in ("blank", "comment"):
                self._stands_beside_the_last(token)
                self.before_last, self.last = self.last, token
            yield token
        if self.open:
            raise ScriptError(self.open[-1].line, f"{self.open[-1].text} is not closed")

    def _stands_beside_the_last(self, token: Token) -> None:
        """Raise ScriptError for a word behind a word of the same line where one would have to part them."""
        last = self.last
        side_by_side = token.kind == last.kind == "word" and token.line == last.line
        if side_by_side and last.text not in BEFORE_WORD and token.text not in BEHIND_WORD:
            raise ScriptError(token.line, f"{last.text} {token.text}: nothing parts or joins these words")

    def _next(self) -> Token:
        if found := PLAIN.match(self.code, self.at):
            return Token(str(found.lastgroup), found[0], self.line)
        character = self.code[self.at]
        if self.code.startswith(("<!--", "-->"), self.at):
            raise self._error("browsers take this for a comment of HTML")
        if character in "\"'" or self.code.startswith("/*", self.at):
            raise self._error(f"{self.code[self.at : self.at + 2].strip()} is not closed in its place")
        if character == "`":
            return self._template("`")
        if character == "/" and self._begins_pattern():
            return self._matched("pattern", PATTERN, 0, "this regular expression is not closed in its line")
        return self._mark(character)

    def _mark(self, character: str) -> Token:
        if character in CLOSES.values():
            self.open.append(_Open(character, self.line, "" if self._is_property() else self.last.text))
        elif character in CLOSES:
            opened = self.open.pop() if self.open else _Open("nothing", self.line, "")
            if (character, opened.text) == ("}", "${"):
                return self._template("}")
            if opened.text != CLOSES[character]:
                raise self._error(f"{character} closes {opened.text} of line {opened.line}")
            self.closed = opened
        pair = self.code[self.at : self.at + 2]
        return Token("mark", pair if pair in ("++", "--") else character, self.line)

    def _template(self, begin: str) -> Token:
        """From where its text begins, or goes on after `}`, to its end or to the next `${`."""
        token = self._matched("template", TEMPLATE, len(begin), "this template is not closed")
        if token.text.endswith("${"):
            self.open.append(_Open("${", self.line, ""))
        return token

    def _matched(self, kind: str, form: re.Pattern[str], skipped: int, otherwise: str) -> Token:
        found = form.match(self.code, self.at + skipped)
        if found is None:
            raise self._error(otherwise)
        return Token(kind, self.code[self.at : found.end()], self.line)

    def _begins_pattern(self) -> bool:
        """Whether a slash begins a regular expression, told by what stands before it."""
        kind, text, _ = self.last
        word = self.closed.after if text == ")" else text
        if word in EITHER and not self._is_property():
            raise self._error(f"write this otherwise: {word} before a slash may be a name or not")
        if kind == "word":
            return text in BEFORE_PATTERN and not self._is_property()
        if text in ("}", "++", "--"):
            raise self._error(f"write this otherwise: after {text} a slash may divide or begin a regular expression")
        if text == ")":
            return word in WITH_CONDITION
        return kind == "mark" and text != "]"

    def _is_property(self) -> bool:
        """Whether the last token is the name of a property, which may be any word."""
        return self.before_last.text in (".", "#")

    def _error(self, message: str) -> ScriptError:
        return ScriptError(self.line, message)
