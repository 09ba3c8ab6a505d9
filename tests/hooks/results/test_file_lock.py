"""A lock is waited for in words, and let go by the system; where none can be made nobody waits."""

import re
import threading

import pytest
from results.file_lock import alone


def test_of_two_the_second_waits_for_the_first_and_says_so_if_there_are_words(tmp_path, capsys):
    lock, done = tmp_path / "new" / "lock", []

    def second(words: str) -> None:
        with alone(lock, *([words] if words else [])):
            done.append(words)

    for words in ("busy", ""):
        waiting = threading.Thread(target=second, args=[words])
        with alone(lock):
            waiting.start()
            waiting.join(0.1)
            assert waiting.is_alive()
        waiting.join()
        assert done.pop() == words
        assert capsys.readouterr().out == (f"{words}\n" if words else "")


@pytest.mark.parametrize("words", ["do not", ""])
def test_where_no_lock_can_be_made_nobody_waits_and_that_is_said_if_there_are_words(tmp_path, capsys, words):
    (tmp_path / "file").touch()
    lock = tmp_path / "file" / "lock"
    with alone(lock, unlocked=words), alone(lock):
        said = capsys.readouterr().out
    assert re.fullmatch(rf"{re.escape(str(lock))} cannot be written \(.+\): do not\n" if words else "", said)
