"""PINs are checked against what is kept of them, which tells nobody what they are."""

from __future__ import annotations

from itertools import count

import pytest

from hub.application import pins
from hub.application.pins import Pins, keep
from hub.domain.errors import DomainError


def salts() -> bytes:
    return next(SALTS).to_bytes(32, "little")


SALTS = count(1)
KEPT = keep({"an": "1234", "binh": "1234"}, salts)


def test_the_right_pin_passes_and_no_other_one() -> None:
    assert KEPT.check("an", "1234")
    assert not KEPT.check("an", "1235")
    assert not KEPT.check("chi", "1234")


@pytest.mark.parametrize("typed", ["", "123", "1234567", "12a4", " 1234", "１２３４", "1234\n"])
def test_what_cannot_be_a_pin_is_not_even_worked_out(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(pins, "_stretched")
    assert not KEPT.check("an", typed)
    assert not KEPT.check("nobody", "1234")


def test_equal_pins_are_kept_differently_and_nothing_shows_them() -> None:
    assert KEPT.kept["an"].digest != KEPT.kept["binh"].digest
    assert "digest" not in repr(KEPT)
    assert "digest" not in repr(KEPT.kept["an"])


def test_what_is_written_is_read_again() -> None:
    again = Pins.parse(KEPT.dump())
    assert again == KEPT
    assert again.check("binh", "1234")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"format":"phienhop-pins/2","pins":{}}',
        b'{"format":"phienhop-pins/1","pins":{"an":"x"}}',
        b'{"format":"phienhop-pins/1","pins":{"an":["zz","zz"]}}',
        b'{"format":"phienhop-pins/1","pins":{"an":[1,2]}}',
        b'{"format":"phienhop-pins/1","pins":[]}',
        b" " * (pins.MAX_PINS_BYTES + 1),
    ],
)
def test_a_spoilt_file_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError, match="pins-malformed"):
        Pins.parse(data)
