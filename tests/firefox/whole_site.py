"""The site in a Firefox, served and on a disk: `make test-firefox FIREFOX=/usr/bin/firefox-esr`.

Every page is opened, and its console must stay empty. Every explorer is moved, every question answered, every block of
code run; the search is asked for a word of the lesson.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from publish.serving import serving

from tests.firefox.marionette import Firefox

SEARCH = "[data-md-component=search-query]"
ASKED, FOUND = "forget gate", "lesson/lstm"  # the words typed, and the page that must come first
FIRST = """const [done] = arguments; let left = 300; const look = () => {
  const link = document.querySelector(".md-search-result__link");
  if (link || !left--) done(link?.href ?? "nothing"); else setTimeout(look, 100) }; look()"""

# What is wrong on a page, one line each; each explorer's last control is moved, or else its first button pressed.
MOVED = """const [done] = arguments; (async () => { const wrong = [];
  for (const explorer of document.querySelectorAll("[id^=explorer-]")) {
    const live = explorer.querySelector(":scope > .live"), before = live?.innerHTML;
    const range = [...explorer.querySelectorAll(".live input[type=range]")].pop();
    const other = explorer.querySelector(".live input[type=radio]:not(:checked), .live button");
    if (range) { range.value = range.value === range.min ? range.max : range.min;
      range.dispatchEvent(new Event("input", { bubbles: true })) } else other?.click();
    await new Promise(requestAnimationFrame);
    if (!live || live.innerHTML === before) wrong.push(`${explorer.id} stays as it was`) }
  done(wrong) })()"""
ANSWERED = """const [done] = arguments; (async () => { const wrong = [];
  for (const question of document.querySelectorAll("rnn-question")) {
    question.querySelector(".option input")?.click();
    await new Promise(requestAnimationFrame);
    const told = [...question.querySelectorAll(".option:is(.good, .bad) .why")].filter(e => e.checkVisibility());
    if (told.length !== 1) wrong.push(`question ${question.dataset.question} gave ${told.length} answers`) }
  const total = document.querySelector("rnn-quiz .total"), asked = document.querySelectorAll("rnn-question").length;
  if (total && !total.textContent.includes(`of ${asked} right`)) wrong.push(total.textContent);
  done(wrong) })()"""
RAN = """const [done] = arguments; (async () => { const wrong = [];
  for (const element of document.querySelectorAll("article rnn-run[id^=run-]")) {
    await element.act("Run");
    if (element.dataset.state !== "same")
      wrong.push(`${element.id} ${element.dataset.state}: ${element.block.shown.output}`) }
  done(wrong) })()"""
# What is tried: its name, by what a page shows that it has some, and how.
TRIED = (
    ("explorers moved", 'id="explorer-', MOVED),
    ("questions answered", "<rnn-question", ANSWERED),
    ("blocks run", '<rnn-run id="run-', RAN),
)


def main(site: str, archive: str, program: str) -> int:
    """Print a line a page, of the site from a server and of the offline archive, unpacked; 1 if anything was wrong."""
    if not program:
        sys.exit("Name a Firefox: make test-firefox FIREFOX=/usr/bin/firefox-esr")
    with tempfile.TemporaryDirectory() as profile, tempfile.TemporaryDirectory() as disk, serving(site) as server:
        shutil.unpack_archive(archive, disk)
        (unpacked,) = Path(disk).iterdir()
        firefox = Firefox(program, profile)
        try:
            served = tried(firefox, Path(site), server.address)
            return int(any([*served, *tried(firefox, unpacked, f"{unpacked.as_uri()}/")]))
        finally:
            firefox.close()


def tried(firefox: Firefox, folder: Path, address: str) -> Iterator[list[str]]:
    """What was wrong on each page of a site, as it is printed; at last what the search found."""
    counts = {what: 0 for what, _, _ in TRIED}
    for path in sorted(folder.rglob("*.html")):
        html, name = path.read_text("utf-8"), path.relative_to(folder).as_posix()
        firefox.go(address + name)
        wrong = [line for _, sign, script in TRIED if sign in html for line in firefox.run(script)]
        counts = {what: counts[what] + html.count(sign) for what, sign, _ in TRIED}
        yield told(address + name, [*wrong, *firefox.complaints(address)])
    firefox.go(f"{address}index.html")
    firefox.write(SEARCH, ASKED)
    found = firefox.run(FIRST)
    yield told(f"{address}: the search", [] if FOUND in found else [f"{ASKED!r} leads to {found}"])
    done = ", ".join(f"{count} {what}" for what, count in counts.items())
    yield told(f"{address}: {done}", [f"no {what}" for what, count in counts.items() if not count])


def told(what: str, wrong: list[str]) -> list[str]:
    """The same, printed."""
    print(f"{what}: {'; '.join(wrong) or 'as it should be'}", flush=True)
    return wrong


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
