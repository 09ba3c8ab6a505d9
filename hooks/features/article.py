"""A rendered page on its way to the reader: slots filled, marks of the Markdown renderer brought into the site's terms.

Plain functions over the tree of a page; nothing here knows MkDocs.
"""

import re
from collections.abc import Callable

from bs4 import Tag
from bs4.element import NavigableString
from drawing.html_tree import FORMATTER, element, ids, of_class, parse, texts
from markupsafe import Markup

PLAIN = ["n", "nb", "nc", "ne", "nf", "nn", "p", "w"]  # Pygments' names, punctuation, spaces: in the text's colour
TOKEN = re.compile(rf'<span class="(?:{"|".join(PLAIN)})">([^<]*)</span>')
COLUMNS = 5  # of words: a phone has no room for so many side by side …
SENTENCES = 160  # letters of a row: … nor for so much in three
Fill = Callable[[str, str], Markup | Tag | None]  # what goes into a slot of that kind and name; None: not yet
ALIGN = "text-align: "
LINES = 11  # of a block of code: what is longer may go on on the next sheet of paper
LONG = 13  # letters of a name that may go on in the next line of a table's cell
BRIEF, COMMAND = 20, 24  # letters of a cell, and of code in a sentence, that stand in one line
NUMBER = r"\d(?:[\d.,]*\d)?"
# 120–160, 32 × 32, 12 MB
WITH_UNIT = rf"(?<![\w–.,])[(−-]?{NUMBER}(?:–{NUMBER}\)?| × {NUMBER}| (?:[kM]B|min))(?![\w–])"
COUNTED = (
    "steps?|units?|pages?|figures?|tables?|sections?|exercises?|questions?|rows?|columns?|part|bias|radius|state|word"
)
PLACE = rf"\b(?i:{COUNTED})\s\d(?:[\d.,–]*\d)?(?:[a-z]|’s)?\b"  # step 5’s, questions 3–5, exercise 5c
SETTING = rf"\b[a-z]\s=\s−?{NUMBER}\b"  # t = 2
TOGETHER = re.compile(f"({WITH_UNIT}|{PLACE}|{SETTING})")
BEFORE_BRACKET = re.compile(r"^\s+\)")
DOTS = re.compile(r" (?=…)")


def fill(tree: Tag, content: Fill) -> None:
    """Put what is drawn or computed into its slots, and into the slots that this brings."""
    for place in [tag for tag in tree.find_all("div") if "data-slot" in tag.attrs]:
        kind, _, name = str(place["data-slot"]).partition(":")
        made = content(kind, name)
        if isinstance(made, Markup):
            made = parse(made)
            fill(made, content)
        if made:
            _paragraph(place).replace_with(*(made.contents if made.hidden else [made]))


def _paragraph(place: Tag) -> Tag:
    """A slot on a line of its own may stand in a paragraph, which could not hold a figure."""
    around = place.parent
    alone = around is not None and around.name == "p" and not around.get_text(strip=True)
    return around if alone and around is not None else place


def tidy(tree: Tag) -> None:
    """Alignment as a class, because the policy forbids styles; no head without words; links that leave the site."""
    for tag in tree.find_all(True):
        style = str(tag.get("style", ""))
        if tag.name in ("td", "th") and style.startswith(ALIGN):
            del tag["style"]
            tag["class"] = style.removeprefix(ALIGN).rstrip(";")
        if tag.name == "th" and not tag.contents:
            tag.name = "td"
        if tag.name == "a" and "rel" not in tag.attrs and str(tag.get("href", "")).startswith(("http:", "https:")):
            tag["rel"] = "external"  # print.css spells its address out; in a browser all become absolute


def name_cells(tree: Tag) -> None:
    """Where the rows of a table become lists on a phone, each cell says of what it tells: CSS shows it there."""
    for table in tree.find_all("table"):
        first, *others = (row.find_all(("th", "td")) for row in table.find_all("tr"))
        longest = max((len(row.get_text()) for row in table.find_all("tr")), default=0)
        wide = len(first) >= COLUMNS or (len(first) > 2 and longest > SENTENCES)
        if wide and "class" not in table.attrs:
            table["data-stacks"] = ""
        if "data-stacks" in table.attrs:
            for head, cell in (pair for row in others for pair in zip(first, row, strict=True)):
                cell["data-head"] = head.get_text(" ", strip=True)


def drop_dead_names(tree: Tag) -> None:
    """A type in a docstring that the page does not describe is a word: no tooltip that a finger could not open."""
    described = ids(tree)
    for name in tree.find_all("autoref"):
        if name.get("identifier") not in described:
            name.unwrap()


def keep_cells(tree: Tag) -> None:
    """Where there is room, a cell of few words takes one line, and its longer neighbours the more (lesson.css)."""
    for table in tree.find_all("table", class_=False):
        for cell in table.find_all(("th", "td")):
            words = cell.get_text(strip=True)
            if len(words) <= BRIEF and " " in words and not cell.find("code"):
                cell["class"] = f"{cell.get('class', '')} brief".strip()


def close_brackets(tree: Tag) -> None:
    """No blank stands before the bracket that closes what a docstring says of a type."""
    for item in of_class(tree, "doc-section-item", "li"):
        for text in item.find_all(string=BEFORE_BRACKET, recursive=False):
            text.replace_with(str(text).lstrip())


def keep_code(tree: Tag) -> None:
    """No machine translates it, and in a sentence only what is long may go on in the next line (lesson.css)."""
    for code in tree.find_all(("code", "pre", "kbd")):
        code["translate"] = "no"
        in_a_sentence = code.name == "code" and "class" not in code.attrs and not code.find_parent("td")
        if in_a_sentence and len(code.get_text()) > COMMAND:
            code["class"] = "wraps"


def break_names(tree: Tag) -> None:
    """A long name in a table may go on in the next line, behind an underscore."""
    for code in tree.find_all("code"):
        if len(code.string or "") >= LONG and code.find_parent("td"):
            first, *others = str(code.string).split("_")
            code.string = first
            for other in others:
                code.extend(["_", Tag(name="wbr", can_be_empty_element=True), other])


def break_signatures(tree: Tag) -> None:
    """What a function takes may go on in the next line, behind the bracket: on a phone no word of it is cut."""
    for signature in of_class(tree, "highlight", "code"):
        for text in texts(signature, lambda tag: False):
            name, bracket, rest = text.partition("(")
            if bracket and not rest.startswith(")"):
                text.replace_with(f"{name}(", Tag(name="wbr", can_be_empty_element=True), rest)
                break


def plain_code(tree: Tag) -> None:
    """Highlighted code without the spans that have no colour of their own: half the elements of some pages."""
    for block in tree.find_all("pre"):  # kept as Pygments wrote it: one span a token, and none within another
        block.string = code = TOKEN.sub(r"\1", block.decode_contents(formatter=FORMATTER))
        if code.count("\n") > LINES:
            block["class"] = "long"
    for signature in of_class(tree, "highlight", "code"):
        for token in signature.find_all("span", class_=PLAIN):
            token.unwrap()


def keep_together(tree: Tag) -> None:
    """No line ends within 120–160, 32 × 32, 12 MB or step 5, nor before three dots."""
    for text in list(texts(tree, lambda tag: tag.name in ("code", "pre", "svg", "math", "script", "textarea"))):
        pieces = TOGETHER.split(DOTS.sub("\N{NO-BREAK SPACE}", text))
        if len(pieces) > 1 or pieces[0] != text:
            words = (element("span", p, class_="nobr") if k % 2 else NavigableString(p) for k, p in enumerate(pieces))
            text.replace_with(*words)


def add_header(tree: Tag, header: Markup, objective: str) -> None:
    """A step's page: where it stands above the title, what the reader will be able to do below it."""
    title = tree.find("h1")
    if objective and title:
        title.insert_after(element("p", objective, class_="objective"))
    tree.insert(0, *parse(header).contents)
