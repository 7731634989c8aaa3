"""One person's page at a time, and the chair's whenever the chair wants."""

from __future__ import annotations

import pytest

from hub.distribution.presenting import NOBODY, Asker, Presenting
from hub.domain.errors import DomainError
from protocol.messages import PresenterState

ONE = Asker("seat-001", "p001", leads=False)
TWO = Asker("seat-002", "p002", leads=False)
CHAIR = Asker("chair", "p003", leads=True)


def test_whoever_asks_first_presents_and_turns_pages() -> None:
    room = Presenting()
    assert room.show(ONE, "bao-cao", 2, 9)
    assert not room.show(ONE, "bao-cao", 2, 9)
    assert room.show(ONE, "to-trinh", 1, 3)
    assert room.state == PresenterState("seat-001", "p001", "to-trinh", 1)


def test_somebody_else_waits_but_the_chair_does_not() -> None:
    room = Presenting()
    room.show(ONE, "bao-cao", 2, 9)
    with pytest.raises(DomainError, match="somebody-presents"):
        room.show(TWO, "bao-cao", 1, 9)
    assert room.show(CHAIR, "bao-cao", 1, 9)
    assert room.state.person == "p003"


def test_it_ends_with_the_person_the_terminal_or_the_paper() -> None:
    room = Presenting()
    room.show(ONE, "bao-cao", 2, 9)
    assert not room.stop("seat-002")
    assert not room.drop_paper("to-trinh")
    assert room.drop_paper("bao-cao")
    assert room.state == NOBODY
    assert not room.stop("")
    room.show(TWO, "bao-cao", 1, 9)
    assert room.stop("seat-002")


@pytest.mark.parametrize(
    ("asker", "page", "code"),
    [
        (Asker("seat-001", "", leads=False), 1, "not-signed-in-here"),
        (ONE, 0, "no-such-page"),
        (ONE, 10, "no-such-page"),
    ],
)
def test_nobody_presents_from_an_empty_seat_or_a_page_that_is_none(
    asker: Asker, page: int, code: str
) -> None:
    room = Presenting()
    with pytest.raises(DomainError, match=code):
        room.show(asker, "bao-cao", page, 9)
    assert room.state == NOBODY
