"""Firefox, driven by its own remote protocol, Marionette: a socket, and lists in JSON with their length before them."""

import json
import socket
import subprocess
import time
from typing import Any

PATIENCE = 180  # seconds that a script may take: the first one starts Python
PORT = 2828  # where Firefox listens, if nobody says otherwise
FLAGS = ("--headless", "--marionette", "--remote-allow-system-access", "--no-remote")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key under which the protocol names an element
# What it says of layout is left out: while a page comes in, it lays out formulas that are not whole yet, and complains.
COMPLAINTS = """return Services.console.getMessageArray()
  .filter(m => m instanceof Ci.nsIScriptError && !(m.flags & Ci.nsIScriptError.warningFlag))
  .filter(m => m.sourceName.startsWith(arguments[0]) && !/^layout/i.test(m.category))
  .map(m => `${m.category}: ${m.errorMessage}`)"""


class Firefox:
    """A running Firefox with an empty profile."""

    def __init__(self, program: str, profile: str) -> None:
        command = [program, *FLAGS, "--profile", profile]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.socket, self.asked, self.left = _connected(), 0, b""
        self._answer()  # it greets
        self.ask("WebDriver:NewSession", {})
        self.ask("WebDriver:SetTimeouts", {"script": PATIENCE * 1000})

    def ask(self, command: str, options: dict[str, Any]) -> Any:
        """Send a command and wait for its result. Raises RuntimeError with Firefox' own words."""
        self.asked += 1
        message = json.dumps([0, self.asked, command, options]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._answer()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def go(self, address: str) -> None:
        """Open a page."""
        self.ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        """What a script of the page hands to its last argument, a function."""
        return self.ask("WebDriver:ExecuteAsyncScript", {"script": script, "args": [], "sandbox": None})

    def write(self, selector: str, text: str) -> None:
        """Type into the first element that matches, key by key."""
        found = self.ask("WebDriver:FindElement", {"using": "css selector", "value": selector})
        self.ask("WebDriver:ElementSendKeys", {"id": found[ELEMENT], "text": text})

    def complaints(self, about: str) -> list[str]:
        """The errors in its console from addresses that begin so; then the console is empty."""
        self.ask("Marionette:SetContext", {"value": "chrome"})
        found: list[str] = self.ask("WebDriver:ExecuteScript", {"script": COMPLAINTS, "args": [about]})
        self.ask("WebDriver:ExecuteScript", {"script": "Services.console.reset()", "args": []})
        self.ask("Marionette:SetContext", {"value": "content"})
        return found

    def _answer(self) -> Any:
        while b":" not in self.left:
            self.left += self.socket.recv(4096)
        length, _, rest = self.left.partition(b":")
        while len(rest) < int(length):
            rest += self.socket.recv(65536)
        self.left = rest[int(length) :]
        return json.loads(rest[: int(length)])

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def _connected() -> socket.socket:
    """A connection, as soon as Firefox listens. Raises TimeoutError if it does not."""
    for _ in range(PATIENCE):
        try:
            made = socket.create_connection(("127.0.0.1", PORT))
        except OSError:
            time.sleep(1)
            continue
        made.settimeout(2 * PATIENCE)
        return made
    raise TimeoutError(f"no Firefox listens at port {PORT}")
