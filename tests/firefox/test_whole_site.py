"""What `make test-firefox` counts as wrong; a stand-in answers for Firefox, which few machines have."""

import pytest

from tests.firefox import whole_site as firefox

WHOLE = '<rnn-steps id="explorer-steps"></rnn-steps><rnn-question></rnn-question><rnn-run id="run-1"></rnn-run>'


class StandIn:
    """Answers as a Firefox on a sound site, but for what a test says otherwise."""

    def __init__(self, **said):
        self.said = {"found": "lesson/lstm/", "moved": [], "ran": [], "console": []} | said
        self.scripts, self.opened = {firefox.FIRST: "found", firefox.MOVED: "moved", firefox.RAN: "ran"}, []

    def go(self, address):
        self.opened.append(address)

    def run(self, script):
        return self.said.get(self.scripts.get(script), [])

    def write(self, selector, text):
        """Nothing is shown."""

    def complaints(self, about):
        return self.said["console"]


def wrong(folder, html=WHOLE, **said):
    (folder / "lesson").mkdir()
    (folder / "lesson/index.html").write_text(html, "utf-8")
    driven = StandIn(**said)
    found = [line for lines in firefox.tried(driven, folder, "a:/") for line in lines]
    assert driven.opened == ["a:/lesson/index.html", "a:/index.html"]
    return found


def test_a_sound_site_has_nothing_wrong(tmp_path):
    assert wrong(tmp_path) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"moved": ["explorer-steps stays as it was"]}, "explorer-steps stays as it was"),
        ({"ran": ["run-1 other: 2"]}, "run-1 other: 2"),
        ({"console": ["CSP: blocked"]}, "CSP: blocked"),
        ({"found": "nothing"}, "'forget gate' leads to nothing"),
        ({"html": WHOLE.replace("run-1", "other")}, "no blocks run"),
        ({"html": WHOLE.replace("explorer-", "")}, "no explorers moved"),
        ({"html": WHOLE.replace("rnn-question", "p")}, "no questions answered"),
    ],
)
def test_each_kind_of_fault_is_told(tmp_path, said, told):
    assert wrong(tmp_path, **said) == [told]


def test_without_a_name_of_a_firefox_it_says_how_to_give_one():
    with pytest.raises(SystemExit, match="FIREFOX=/usr/bin/firefox-esr"):
        firefox.main("site", "a.zip", "")
