"""The pure functions of the widgets, in Node where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js")
@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.test.js")), ids=lambda path: path.name)
def test_the_functions_of_the_widgets_do_what_they_say(path):
    result = subprocess.run(["node", "--test", path], capture_output=True, text=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "# pass 0" not in result.stdout
