"""Who is here, and each crossing of the quorum, exactly where the numbers cross it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.domain import attendance, commands
from hub.domain.attendance import Quorum
from hub.domain.errors import DomainError
from hub.domain.events import (
    AbsenceAccepted,
    Event,
    PersonAssigned,
    PersonMoved,
    PersonSignedIn,
    PersonSignedOut,
    PinFailed,
    PinUnlocked,
    QuorumLost,
    QuorumMet,
)
from hub.domain.meeting import decide, evolve
from hub.domain.vocabulary import Absence, Choice, QuorumRule, SignInMode
from tests.support.meeting import Play, sign_in
from tests.support.plans import device_id, make_plan, person_id


def rule(numerator: int, denominator: int, *, strict: bool) -> QuorumRule:
    return QuorumRule(numerator, denominator, strict=strict, citation="", verified=False)


@pytest.mark.parametrize(
    ("fraction", "members", "needed"),
    [
        (rule(2, 3, strict=False), 21, 14),
        (rule(1, 3, strict=False), 21, 7),
        (rule(2, 3, strict=False), 20, 14),
        (rule(2, 3, strict=False), 3, 2),
        (rule(1, 2, strict=True), 20, 11),
        (rule(1, 2, strict=True), 21, 11),
        (rule(1, 1, strict=False), 5, 5),
    ],
)
def test_the_number_needed_is_that_of_the_law(
    fraction: QuorumRule, members: int, needed: int
) -> None:
    assert attendance.needed(fraction, members) == needed


@given(st.integers(0, 500), st.integers(1, 99), st.integers(1, 99), st.booleans())
def test_the_number_needed_is_the_smallest_that_meets_the_rule(
    members: int, numerator: int, denominator: int, strict: bool
) -> None:
    share = Fraction(numerator, denominator) * members
    need = attendance.needed(rule(numerator, denominator, strict=strict), members)
    assert need > share if strict else need >= share
    assert not (need - 1 > share if strict else need - 1 >= share)


def test_crossings_are_recorded_where_they_happen_and_guests_do_not_count() -> None:
    play = Play(make_plan(3, guests=1))
    assert play.does(sign_in(4)) == (PersonSignedIn("p004", "004", "seat-004", "assignment"),)
    assert play.does(sign_in(1)) == (PersonSignedIn("p001", "001", "seat-001", "assignment"),)
    assert play.state.attendance.quorum is Quorum.SHORT
    assert play.does(sign_in(2))[1:] == (QuorumMet(2, 2, 3),)
    assert play.does(sign_in(3))[1:] == ()
    assert play.does(commands.SignOut("p003", "left"))[1:] == ()
    assert play.does(commands.SignOut("p001", "left"))[1:] == (QuorumLost(1, 2, 3),)
    assert play.state.attendance.quorum is Quorum.LOST
    assert play.does(commands.SignOut("p004", "left"))[1:] == ()
    assert play.does(sign_in(1))[1:] == (QuorumMet(2, 2, 3),)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 7)), max_size=30))
def test_the_recorded_crossings_always_tell_whether_there_is_quorum(
    moves: list[tuple[bool, int]],
) -> None:
    """Counted again from sign-ins and sign-outs alone."""
    play = Play(make_plan(5, guests=2))
    for comes, number in moves:
        if comes:
            play.signs_in(number)
        elif person_id(number) in play.state.attendance.present:
            play.leaves(number)
    here: set[str] = set()
    met, events = False, [event for event, _ in play.events[1:]]
    for event, following in zip(events, [*events[1:], None], strict=False):
        here = _after(here, event)
        members = {person for person in here if person <= "p005"}
        if isinstance(event, QuorumMet | QuorumLost):
            assert (event.present, event.needed, event.members) == (len(members), 4, 5)
            met = isinstance(event, QuorumMet)
        if not isinstance(following, QuorumMet | QuorumLost):
            assert met == (len(members) >= 4)
    assert here == set(play.state.attendance.present)
    assert met == (play.state.attendance.quorum is Quorum.MET)


def _after(here: set[str], event: Event) -> set[str]:
    if isinstance(event, PersonSignedIn):
        assert event.person not in here
        return here | {event.person}
    return here - {event.person} if isinstance(event, PersonSignedOut) else here


def test_signing_in_again_changes_nothing() -> None:
    play = Play(make_plan(3))
    play.signs_in(1)
    assert play.does(sign_in(1)) == ()


@pytest.mark.parametrize(
    ("person", "seat", "device", "code"),
    [
        ("p001", "009", "seat-001", "not-this-seat"),
        ("p001", "001", "seat-002", "not-this-seat"),
        ("p002", "001", "seat-001", "seat-not-assigned"),
        ("", "001", "seat-001", "seat-not-assigned"),
    ],
)
def test_nobody_signs_in_at_a_seat_that_is_not_theirs(
    person: str, seat: str, device: str, code: str
) -> None:
    assert Play(make_plan(3)).refuses(commands.SignIn(person, seat, device)) == code


def test_whoever_is_not_there_cannot_leave() -> None:
    assert Play(make_plan(3)).refuses(commands.SignOut("p001", "left")) == "not-present"


def test_after_the_close_nobody_comes_or_goes() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2)
    play.does(commands.OpenSession(), commands.CloseSession())
    assert play.refuses(sign_in(3)) == "session-closed"
    assert play.refuses(commands.SignOut("p001", "left")) == "session-closed"


# ── PINs ────────────────────────────────────────────────────────────────────────────────────────


def pin_meeting(mode: SignInMode = SignInMode.PIN_HERE) -> Play:
    return Play(replace(make_plan(4), sign_in=mode))


def with_pin(number: int, seat: int = 0, *, right: bool = True) -> commands.SignIn:
    at = seat or number
    return commands.SignIn(person_id(number), f"{at:03d}", device_id(at), proven=right)


def test_a_wrong_pin_is_refused_recorded_and_locks_at_the_third() -> None:
    play = pin_meeting()
    for failures, code in ((1, "wrong-pin"), (2, "wrong-pin"), (3, "pin-locked")):
        with pytest.raises(DomainError) as refusal:
            decide(play.state, with_pin(1, right=False), play.now)
        assert refusal.value.code == code
        failed = PinFailed("p001", "001", "seat-001", failures)
        assert refusal.value.events == (failed,)
        play.state = evolve(play.state, failed, play.now)
    assert play.refuses(with_pin(1)) == "pin-locked"
    assert play.does(commands.UnlockPerson("p001")) == (PinUnlocked("p001"),)
    assert play.does(commands.UnlockPerson("p001")) == ()
    play.does(with_pin(1))
    assert play.state.attendance.failures == {}


def test_the_pin_alone_says_who_sits_where_when_anybody_may_sit_anywhere() -> None:
    play = pin_meeting(SignInMode.PIN_ANYWHERE)
    play.does(with_pin(1, seat=3))
    assert play.refuses(with_pin(2, seat=3)) == "seat-taken"
    assert play.refuses(commands.SignIn("p099", "004", "seat-004", proven=True)) == "unknown-person"
    assert play.does(with_pin(1, seat=4)) == (PersonMoved("p001", "003", "004", "seat-004"),)
    play.does(with_pin(2, seat=3))


def test_two_seats_cannot_claim_one_person_where_seats_are_assigned() -> None:
    play = Play(make_plan(3))
    play.signs_in(1)
    assert play.refuses(commands.SignIn("p001", "002", "seat-002")) == "seat-not-assigned"


# ── moving and absence ──────────────────────────────────────────────────────────────────────────


def spare() -> Play:
    """Three members, and a fourth seat that is nobody's."""
    plan = make_plan(4)
    last = replace(plan.seats[3], person="")
    return Play(replace(plan, persons=plan.persons[:3], seats=(*plan.seats[:3], last)))


def test_a_person_moves_to_a_spare_seat_in_an_open_poll_and_votes_from_there() -> None:
    play = spare()
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession(), commands.TakeItem("item-1"), commands.OpenPoll("poll-1-1"))
    moved = play.does(commands.MovePerson("p003", "004"))
    assert moved == (PersonMoved("p003", "003", "004", "seat-004"),)
    old = play.ballot(3, Choice.FOR)
    assert play.refuses(old) == "not-signed-in-here"
    play.does(replace(old, seat="004", device="seat-004"))
    assert play.does(commands.MovePerson("p003", "004")) == ()


def test_whoever_is_not_there_yet_is_expected_at_the_other_seat() -> None:
    play = spare()
    assert play.does(commands.MovePerson("p003", "004")) == (PersonAssigned("p003", "004"),)
    assert play.refuses(sign_in(3)) == "seat-not-assigned"
    play.does(commands.SignIn("p003", "004", "seat-004"))


@pytest.mark.parametrize(
    ("person", "seat", "code"),
    [
        ("p003", "002", "seat-taken"),
        ("p003", "009", "unknown-seat"),
        ("p099", "004", "unknown-person"),
    ],
)
def test_nobody_is_moved_onto_somebody_else(person: str, seat: str, code: str) -> None:
    assert spare().refuses(commands.MovePerson(person, seat)) == code


def test_an_absence_is_accepted_once_and_ends_with_coming() -> None:
    play = Play(make_plan(3))
    excused = commands.AcceptAbsence("p001", Absence.EXCUSED)
    assert play.does(excused) == (AbsenceAccepted("p001", Absence.EXCUSED),)
    assert play.does(excused) == ()
    play.does(commands.AcceptAbsence("p001", Absence.UNEXCUSED))
    play.signs_in(1)
    assert play.state.attendance.absences == {}
    assert play.refuses(excused) == "person-present"
