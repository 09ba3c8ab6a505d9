"""`make trained`: train what the pages show, once, so that builds read it."""

from results.trained import EVERYTHING

for make in EVERYTHING:
    make()
