"""Signing in by PIN at any seat: who sits where, who is locked out, and who may take whose seat."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from hub.domain import commands
from hub.domain.vocabulary import Choice, SignInMode
from tests.audit.bundle_maker import Draft, Room, audit, found, honest_files, plan, seal

BESIDE = {path: data for path, data in honest_files().items() if "minutes" not in path}


def room_with_pins() -> Room:
    """An and Binh have changed places, Chi has gone from Dung's seat to her own."""
    room = Room()
    room.do(commands.ConveneMeeting(replace(plan(), sign_in=SignInMode.PIN_ANYWHERE)))
    sits(room, an="binh", binh="an", chi="dung", em="em")
    sits(room, chi="chi", dung="dung")
    return room


def sits(room: Room, **seats: str) -> None:
    for person, seat in seats.items():
        device = f"seat-{seat}"
        room.do(commands.SignIn(person, f"ghe-{seat}", device, proven=True), actor=device)


def errors(drafts: list[Draft]) -> list[str]:
    return [code for code, _ in found(audit(seal(drafts, BESIDE)))]


def test_anybody_may_sit_anywhere_and_go_on_elsewhere() -> None:
    room = room_with_pins()
    assert "PersonMoved" in [draft.type for draft in room.drafts]
    assert errors(room.drafts) == []


def test_ballots_come_from_where_people_sit() -> None:
    room = room_with_pins()
    room.do(commands.OpenSession(), commands.TakeItem("item-1"), commands.OpenPoll("poll-1"))
    room.vote("poll-1", an=Choice.FOR, chi=Choice.FOR)
    assert room.drafts[-1].actor == "seat-chi"
    assert errors(room.drafts) == []


def signed_in(person: str, seat: str, method: str = "pin-anywhere") -> Callable[[Room], Draft]:
    body = {"person": person, "seat": f"ghe-{seat}", "device": f"seat-{seat}", "method": method}
    return lambda room: Draft(room.now, "PersonSignedIn", f"seat-{seat}", body)


def failed(person: str, failures: int) -> Callable[[Room], Draft]:
    body = {
        "person": person,
        "seat": "ghe-giang",
        "device": "seat-giang",
        "failures": failures,
    }
    return lambda room: Draft(room.now, "PinFailed", "seat-giang", body)


@pytest.mark.parametrize(
    ("lies", "code"),
    [
        ([signed_in("giang", "an")], "sign-in-at-another-seat"),
        ([signed_in("giang", "giang", "off")], "sign-in-by-another-way"),
        ([signed_in("an", "giang")], "signed-in-twice"),
        ([signed_in("ai", "giang")], "unknown-person"),
        ([failed("giang", 2)], "pin-failure-unfounded"),
        ([failed("giang", n) for n in (1, 2, 3, 4)], "pin-failure-unfounded"),
        (
            [*(failed("giang", n) for n in (1, 2, 3)), signed_in("giang", "giang")],
            "sign-in-of-someone-locked",
        ),
    ],
)
def test_a_sign_in_that_could_not_be_is_named(
    lies: list[Callable[[Room], Draft]], code: str
) -> None:
    room = room_with_pins()
    assert errors([*room.drafts, *(lie(room) for lie in lies)]) == [code]
