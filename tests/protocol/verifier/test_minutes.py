"""Minutes are the file the record names and state the numbers that follow from it."""

from __future__ import annotations

from typing import Any

import pytest

from protocol import canonical
from tests.audit.bundle_maker import (
    audit,
    found,
    honest,
    honest_files,
    number_of,
    seal,
)


def numbers_with(**changes: Any) -> bytes:
    numbers = canonical.load(honest_files()["papers/minutes.json"])
    assert isinstance(numbers, dict)
    return canonical.dump({**numbers, **changes})


def poll_numbers(**changes: Any) -> bytes:
    numbers = canonical.load(honest_files()["papers/minutes.json"])
    assert isinstance(numbers, dict)
    assert isinstance(numbers["polls"], list)
    first = numbers["polls"][0]
    assert isinstance(first, dict)
    return canonical.dump({**numbers, "polls": [{**first, **changes}, *numbers["polls"][1:]]})


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (numbers_with(members=7), "minutes-differ"),
        (numbers_with(present_at_opening=6), "minutes-differ"),
        (numbers_with(polls=[]), "minutes-differ"),
        (numbers_with(head={"seq": 3, "hash": "0" * 64}), "minutes-of-another-record"),
        (numbers_with(more=1), "minutes-numbers-unreadable"),
        (poll_numbers(in_favour=5), "minutes-differ"),
        (poll_numbers(present=6), "minutes-differ"),
        (poll_numbers(outcome="not-carried"), "minutes-differ"),
        (b"{", "minutes-numbers-unreadable"),
        (None, "minutes-numbers-unreadable"),
    ],
)
def test_wrong_numbers_of_the_minutes_are_named(numbers: bytes | None, code: str) -> None:
    assert (code, "papers/minutes.json") in found(audit(seal(numbers=numbers)))


def test_minutes_printing_other_numbers_are_named() -> None:
    """The PDF was made with wrong numbers, and the record vouches for it."""
    text = honest_files()["papers/minutes.pdf"].replace(b"\n4\n", b"\n5\n", 1)
    report = audit(seal(minutes=text), read_text=lambda pdf: pdf.decode())
    assert ("minutes-text-differs", "papers/minutes.pdf") in found(report)


def test_without_a_reader_of_pdf_text_the_report_says_so() -> None:
    report = audit(seal(), read_text=lambda pdf: None)
    assert report.sound
    assert "minutes-text-unread" in [caveat.code for caveat in report.caveats]


def test_minutes_that_the_record_does_not_know_are_named() -> None:
    report = audit(seal(honest()[:-1]))
    assert found(report) == [("minutes-not-recorded", "papers/minutes.pdf")]


def test_an_unfinished_session_without_minutes_is_sound_with_caveats() -> None:
    drafts = honest()[: number_of(honest(), "PollAnnounced") + 1]
    report = audit(seal(drafts, minutes=None, numbers=None))
    assert report.sound
    codes = {caveat.code for caveat in report.caveats}
    assert {"session-not-closed", "no-minutes"} <= codes
