"""What an exchange of a letter moves, on networks of which it is known."""

from dataclasses import replace

import numpy as np
import pytest

from rnn_docs.tasks.book import ALPHABET, encode_text
from rnn_docs.tasks.characters import chances, listens_to
from rnn_docs.tasks.parts import fresh_reader

READ = "call me ish"


@pytest.fixture
def reader():
    return fresh_reader("vanilla", len(ALPHABET), 5, len(ALPHABET), np.random.default_rng(3))


def test_chances_are_positive_and_add_up_to_one(reader):
    found = chances(reader, np.stack([encode_text(READ), encode_text(READ[::-1])], axis=1))
    assert found.shape == (len(ALPHABET), 2)
    assert (found > 0).all()
    np.testing.assert_allclose(found.sum(axis=0), 1)
    assert not np.allclose(found[:, 0], found[:, 1])


def test_what_moves_is_half_the_mean_difference_over_all_exchanges(reader):
    usual, moved = chances(reader, encode_text(READ)[:, None])[:, 0], listens_to(reader, READ, 4)
    for back in range(1, 5):
        others = [READ[:-back] + sign + READ[len(READ) - back + 1 :] for sign in ALPHABET if sign != READ[-back]]
        assert len(others) == len(ALPHABET) - 1
        changed = [chances(reader, encode_text(other)[:, None])[:, 0] for other in others]
        assert moved[back - 1] == pytest.approx(np.mean([np.abs(new - usual).sum() / 2 for new in changed]))


def test_a_network_without_recurrent_weights_listens_to_the_last_letter_alone(reader):
    forgetful = replace(reader, cell=replace(reader.cell, W_hh=np.zeros_like(reader.cell.W_hh)))
    moved = listens_to(forgetful, READ, 3)
    assert moved[0] > 0
    np.testing.assert_allclose(moved[1:], 0, atol=1e-12)


def test_no_more_letters_are_exchanged_than_were_read(reader):
    assert listens_to(reader, READ, len(READ)).shape == (len(READ),)
    with pytest.raises(ValueError, match="back: expected at most the 11 characters written, found 12"):
        listens_to(reader, READ, 12)
