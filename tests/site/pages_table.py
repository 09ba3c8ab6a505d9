"""What each page of the built site weighs and owes its reader, the worst first, beside other lessons: `make pages`.

Weights are bytes that a host with gzip sent, the search index among them. The lessons beside it were measured in the
same way in November 2026, all other hosts blocked: they are quotations, and nothing here computes them.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from publish.serving import NO_CHROMIUM, Packed, Server, chromium, flags, serving

from tests.site.lighthouse import KEPT
from tests.visits import DESKTOP, Visit, addresses, by_keys, visit

SEVERITIES = ("critical", "serious", "moderate", "minor")
HEAD = (
    *("page", "kB first", "kB after", "hosts", "formulas", "axe", "width at 360", "by keys"),
    *("words without JS", "Lighthouse"),
)
ANCHORS = (
    ("colah: LSTM", "2635", "", "8", "0 of 36", "1/1/–/–", "385", "", "", ""),
    ("Distill: Memorization", "1629", "", "", "", "", "1112", "0 of 902", "", ""),
    ("d2l: RNN", "547", "", "5", "0 of 164", "", "", "", "", ""),
    ("stock Material", "79", "", "2", "", "0/3/–/–", "", "", "", "93 / 89 / 96 / 91"),
)


@dataclass(frozen=True)
class Row:
    name: str
    first: int  # bytes of a first visit, and of one more page
    after: int
    hosts: int
    seen: Visit
    clickable: int
    missed: int
    lighthouse: str

    def severities(self) -> list[int]:
        found = [severity for of_scheme in self.seen.axe.values() for severity, _ in of_scheme]
        return [found.count(severity) for severity in SEVERITIES]

    def words(self) -> float:
        return 1 - self.seen.missing().total() / max(1, self.seen.words[0].total())

    def badness(self) -> tuple[float, ...]:
        """Sorts the worst first: what is wrong, then what is heavy."""
        hidden = self.seen.formulas - self.seen.shown[1][1]
        return (self.hosts, *self.severities(), hidden, self.seen.widths[360], self.missed, self.first)

    def cells(self) -> tuple[str, ...]:
        formulas = f"{self.seen.shown[1][1]} of {self.seen.formulas}"
        return (
            *(self.name, f"{self.first / 1000:.0f}", f"{self.after / 1000:.0f}", str(self.hosts)),
            *(formulas, "/".join(map(str, self.severities())), str(self.seen.widths[360])),
            *(f"{self.clickable - self.missed} of {self.clickable}", f"{100 * self.words():.1f} %", self.lighthouse),
        )


def measure(browser: Browser, server: Server, path: str, scores: dict[str, str]) -> Row:
    """Everything about one page, in contexts that have never seen the site."""
    live, plain = (
        browser.new_context(base_url=server.address, reduced_motion="reduce", java_script_enabled=scripts).new_page()
        for scripts in (True, False)
    )
    outside: set[str] = set()
    live.on("request", lambda request: outside.add(request.url) if _leaves(request.url, server) else None)
    live.set_viewport_size(DESKTOP)
    address = path.removesuffix("index.html")
    first, after = (_weight(live, server, address + again) for again in ("", "?again"))
    clickable, missed = by_keys(live)
    seen = visit(live, plain, address)
    for page in (live, plain):
        page.context.close()
    name = f"/{address}"
    return Row(name, first, after, len(outside), seen, clickable, len(missed), scores.get(address, ""))


def _weight(page: Page, server: Server, address: str) -> int:
    """What the host sends for an address, until nothing has been asked for during two seconds, the search included."""
    before, sent = server.sent, -1
    page.goto(address)
    while sent < server.sent:
        sent = server.sent
        page.wait_for_timeout(2000)
    return sent - before


def _leaves(url: str, server: Server) -> bool:
    return not url.startswith((server.address, "data:", "blob:"))


def table(rows: list[Row]) -> str:
    """The rows, the worst first, then the lessons beside it, as columns."""
    cells = [HEAD, *(row.cells() for row in sorted(rows, key=Row.badness, reverse=True)), *ANCHORS]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)


def main(site: str) -> None:
    scores = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    pages = [path for path in addresses(Path(site)) if path != "404.html"] or sys.exit(f"{site}: no pages")
    executable = chromium() or sys.exit(NO_CHROMIUM)
    with serving(Path(site), Packed) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=flags())
        rows = [measure(browser, server, path, scores) for path in pages]
        browser.close()
    print(f"axe: {', '.join(SEVERITIES)}, both schemes. {len(rows)} pages:", table(rows), sep="\n\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
