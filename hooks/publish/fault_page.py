"""While the site is served: what stops a build is shown in place of every page, until it is mended.

A plain WSGI application around that of the server: it knows neither MkDocs nor what a build is.
"""

import logging
import traceback
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="1">
<title>This page cannot be built</title>
<body style="font: 1rem/1.5 sans-serif; margin: 2rem">
<h1>This page cannot be built</h1>
<p>It comes back by itself when this is mended:</p>
<pre style="white-space: pre-wrap">{}</pre>
"""
Environ = dict[str, Any]
App = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class Faults(logging.Handler):
    """Builds, and remembers what stopped the last build: its own words, and what was logged as a warning before.

    `again` is asked when a build has failed: whether another may tell better where.
    """

    def __init__(self, build: Callable[[], None], app: App, log: logging.Logger, again: Callable[[], bool]) -> None:
        super().__init__(logging.WARNING)
        self.run, self.app, self.log, self.again = build, app, log, again
        self.said: list[str] = []
        self.fault = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a warning or an error."""
        self.said.append(record.getMessage())

    def build(self) -> None:
        """Build; whatever goes wrong is told in the log, and the server lives on."""
        if self._fails() and self.again():
            self._fails()

    def _fails(self) -> bool:
        """Build once: whether something stops it."""
        self.said, self.fault = [], ""
        self.log.addHandler(self)
        try:
            self.run()
        except Exception as error:
            self._tell(error)
            self.fault = "\n".join(self.said)
            return True
        finally:
            self.log.removeHandler(self)
        return False

    def _tell(self, error: Exception) -> None:
        """The error's own words, if it was written for people to read; a traceback of any other."""
        message = getattr(error, "message", None)
        words = "".join(traceback.format_exception(error)) if message is None else str(message)
        if words not in self.said:
            self.log.error(words)

    def answer(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The page of the fault, if there is one and a page is asked for.

        The server waits for the end of a build, so it is asked first: before that nobody knows, and what a broken build
        leaves is a page that is not found, which never comes back by itself.
        """
        begun: list[tuple[Any, ...]] = []
        body = self.app(environ, lambda *head: begun.append(head))
        if self.fault and environ["PATH_INFO"].endswith(("/", ".html")):
            getattr(body, "close", lambda: None)()
            begun = [("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])]
            body = [PAGE.format(escape(self.fault)).encode()]
        for head in begun:
            start_response(*head)
        return body
