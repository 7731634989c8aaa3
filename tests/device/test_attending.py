"""Signing in by every mode, PIN digits that nobody sees, leaving, and a seat that somebody else gets."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.effects import Effect, Say
from device.inputs import LinkChanged
from device.intents import ChoosePerson, ConfirmPresence, ErasePin, LeaveSeat, TypePin
from device.present.role import screen
from device.screens import Link, SeatSession, SeatWaiting, SeatWelcome, SignInMode
from protocol.messages import Attendee, PeopleState, Receipt, Refusal, SignIn
from protocol.topics import Said
from tests.support.hub_voice import HASH, SESSION, HubVoice, is_beat, make_terminal, people
from tests.support.playbook import Playbook, says

OFF, ASSIGNMENT, HERE, ANYWHERE = SignInMode
GUEST = Attendee("g1", "Khách", "Giám đốc", "KM", False, "guest", "", "", False)  # noqa: FBT003


def nobody_here(**changes: Any) -> PeopleState:
    """Nobody is present; `changes` are those of the first seat."""
    told = people(present=False)
    return PeopleState((replace(told.seats[0], **changes), *told.seats[1:]), (GUEST,))


class Seat(Playbook):
    """The first seat in a meeting of this mode; heartbeats are left out."""

    def __init__(self, mode: SignInMode, told: PeopleState | None = None) -> None:
        super().__init__(make_terminal(), leaving_out=is_beat)
        self.hub = HubVoice()
        self.sees(LinkChanged(Link.ONLINE))
        self.sees(self.hub.says(replace(SESSION, sign_in=mode.value)))
        self.sees(self.hub.says(told or nobody_here()))

    @property
    def shown(self) -> Any:
        return screen(self.core, self.now)  # type: ignore[arg-type]

    @property
    def last(self) -> Say:
        return [each for each in self.heard if isinstance(each, Say)][-1]

    def types(self, digits: str) -> None:
        for digit in digits:
            self.sees(TypePin(digit))

    def answers(self, code: str = "") -> None:
        of = self.last.message_id
        self.sees(self.hub.says(Refusal(of, code) if code else Receipt(of, 9, HASH)))


def sign_ins(effects: list[Effect]) -> list[SignIn]:
    return [e.message for e in effects if isinstance(e, Say) and isinstance(e.message, SignIn)]


# ── off ─────────────────────────────────────────────────────────────────────────────────────────


def test_where_nobody_signs_in_the_terminal_says_once_by_itself_who_is_here() -> None:
    play = Seat(OFF)
    play.expects(says(Said.SIGN_IN, person="p001", seat="001", pin=""))
    play.answers()
    play.sees(play.hub.says(nobody_here()))
    play.expects()


def test_the_order_in_which_session_and_people_come_does_not_matter() -> None:
    play, hub = Playbook(make_terminal(), leaving_out=is_beat), HubVoice()
    play.sees(LinkChanged(Link.ONLINE))
    play.sees(hub.says(nobody_here()))
    play.sees(hub.says(replace(SESSION, sign_in="off")))
    play.expects(says(Said.SIGN_IN, person="p001"))


def test_after_leaving_only_the_person_comes_back() -> None:
    play = Seat(OFF)
    play.expects(says(Said.SIGN_IN))
    play.answers()
    play.sees(play.hub.says(people()))
    play.sees(LeaveSeat())
    play.expects(says(Said.LEAVE, person="p001"))
    play.answers()
    play.sees(play.hub.says(nobody_here()))
    play.expects()
    assert isinstance(play.shown, SeatWelcome)
    play.sees(ConfirmPresence())
    play.expects(says(Said.SIGN_IN, person="p001"))


def test_whoever_was_there_already_is_not_said_to_come_back_after_leaving() -> None:
    """The terminal was restarted while its person was present."""
    play = Seat(OFF, people())
    play.sees(play.hub.says(nobody_here()))
    play.expects()


def test_somebody_else_who_gets_this_seat_is_said_to_be_here_too() -> None:
    play = Seat(OFF)
    play.expects(says(Said.SIGN_IN, person="p001"))
    play.answers()
    play.sees(play.hub.says(nobody_here(person="g1")))
    play.expects(says(Said.SIGN_IN, person="g1"))


@pytest.mark.parametrize("phase", ["closed"])
def test_after_the_session_nobody_is_said_to_come(phase: str) -> None:
    play, hub = Playbook(make_terminal(), leaving_out=is_beat), HubVoice()
    play.sees(hub.says(replace(SESSION, sign_in="off", phase=phase)))
    play.sees(hub.says(nobody_here()))
    play.expects()


def test_in_any_other_mode_nothing_is_said_before_a_person_acts() -> None:
    for mode in (ASSIGNMENT, HERE, ANYWHERE):
        Seat(mode).expects()


# ── with a PIN ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", [HERE, ANYWHERE])
def test_digits_are_counted_erased_and_sent_with_the_confirmation(mode: SignInMode) -> None:
    play = Seat(mode)
    play.types("12349")
    play.sees(ErasePin())
    assert play.shown.pin_digits == 4
    play.sees(ConfirmPresence())
    play.expects(says(Said.SIGN_IN, person="p001", seat="001", pin="1234"))
    assert (play.shown.pin_digits, play.shown.signing_in) == (0, True)


@pytest.mark.parametrize(("digits", "sent"), [("", False), ("123", False), ("1234567", True)])
def test_four_to_six_digits_are_a_pin(digits: str, *, sent: bool) -> None:
    play = Seat(HERE)
    play.types(digits)
    play.sees(ConfirmPresence())
    assert [each.pin for each in sign_ins(play.heard)] == (["123456"] if sent else [])
    play.forgets()


@pytest.mark.parametrize("typed", ["x", "", "12", "٣"])
def test_only_single_ascii_digits_are_typed(typed: str) -> None:
    play = Seat(HERE)
    play.sees(TypePin(typed))
    assert play.shown.pin_digits == 0


def test_no_digit_is_in_a_screen_or_in_what_a_log_would_print() -> None:
    play = Seat(HERE)
    play.types("9876")
    assert "9876" not in repr(play.shown)
    assert "9" not in repr(TypePin("9"))
    play.sees(ConfirmPresence())
    assert "9876" not in repr(play.last)
    play.forgets()


def test_a_wrong_pin_is_shown_and_typed_again_from_the_start() -> None:
    play = Seat(HERE)
    play.types("1111")
    play.sees(ConfirmPresence())
    play.forgets()
    play.answers("wrong-pin")
    assert (play.shown.fault, play.shown.pin_digits) == ("wrong-pin", 0)
    play.sees(TypePin("2"))
    assert (play.shown.fault, play.shown.pin_digits) == ("", 1)


def test_whoever_is_locked_out_sends_nothing_until_the_console_unlocks() -> None:
    play = Seat(HERE)
    play.sees(play.hub.says(nobody_here(locked=True)))
    play.types("1234")
    play.sees(ConfirmPresence())
    play.expects()
    assert play.shown.locked
    play.sees(play.hub.says(nobody_here()))
    assert (play.shown.locked, play.shown.pin_digits) == (False, 0)
    play.types("5678")
    play.sees(ConfirmPresence())
    play.expects(says(Said.SIGN_IN, pin="5678"))


def test_the_refusal_of_a_locked_pin_goes_with_the_lock() -> None:
    play = Seat(HERE)
    play.types("1234")
    play.sees(ConfirmPresence())
    play.forgets()
    play.answers("pin-locked")
    play.sees(play.hub.says(nobody_here(locked=True)))
    assert play.shown.fault == "pin-locked"
    play.sees(play.hub.says(nobody_here()))
    assert play.shown.fault == ""


def test_a_second_confirmation_does_not_spend_the_digits_while_the_first_is_unanswered() -> None:
    play = Seat(HERE)
    play.types("1234")
    play.sees(ConfirmPresence())
    play.forgets()
    play.types("5678")
    play.sees(ConfirmPresence())
    play.expects()
    assert play.shown.pin_digits == 4


# ── anybody at any seat ─────────────────────────────────────────────────────────────────────────


def test_at_a_free_seat_everybody_expected_can_be_chosen_guests_too() -> None:
    play = Seat(ANYWHERE, nobody_here(person="", name="", title=""))
    assert [each.person for each in play.shown.persons] == ["p002", "p003", "g1"]
    play.sees(ConfirmPresence())
    play.expects()
    play.sees(ChoosePerson("g1"))
    assert (play.shown.member, play.shown.person_name, play.shown.guest) == ("g1", "Khách", True)
    assert play.shown.persons == ()
    play.types("4321")
    play.sees(ConfirmPresence())
    play.expects(says(Said.SIGN_IN, person="g1", seat="001", pin="4321"))


def test_choosing_again_throws_the_digits_away() -> None:
    play = Seat(ANYWHERE)
    play.sees(ChoosePerson("p002"))
    play.types("12")
    play.sees(ChoosePerson(""))
    assert (play.shown.member, play.shown.pin_digits, len(play.shown.persons)) == ("", 0, 4)


@pytest.mark.parametrize(("mode", "person"), [(HERE, "p002"), (ANYWHERE, "nobody")])
def test_only_somebody_expected_is_chosen_and_only_where_seats_are_free(
    mode: SignInMode, person: str
) -> None:
    play = Seat(mode)
    play.sees(ChoosePerson(person))
    assert play.shown.member == "p001"


def test_what_happens_elsewhere_touches_neither_the_choice_nor_the_digits() -> None:
    play = Seat(ANYWHERE)
    play.sees(ChoosePerson("p002"))
    play.types("123")
    told = nobody_here(person="p003")
    seated = replace(told.seats[1], present=True)
    play.sees(play.hub.says(replace(told, seats=(told.seats[0], seated, told.seats[2]))))
    assert (play.shown.member, play.shown.pin_digits) == ("p002", 3)


# ── leaving and moving ──────────────────────────────────────────────────────────────────────────


def test_leaving_is_said_until_it_is_answered() -> None:
    play = Seat(ASSIGNMENT, people())
    assert isinstance(play.shown, SeatSession)
    assert play.shown.may_leave
    play.sees(LeaveSeat())
    play.expects(says(Said.LEAVE, person="p001"))
    play.sees(LinkChanged(Link.ONLINE))
    play.expects(says(Said.LEAVE, person="p001"))


def test_nobody_leaves_who_is_not_there() -> None:
    play = Seat(ASSIGNMENT)
    play.sees(LeaveSeat())
    play.expects()


@pytest.mark.parametrize("mode", [OFF, ASSIGNMENT, HERE])
def test_a_seat_whose_person_was_moved_away_is_dead_at_once(mode: SignInMode) -> None:
    play = Seat(mode, people())
    play.sees(play.hub.says(nobody_here(person="", present=False)))
    assert isinstance(play.shown, SeatWaiting)
    assert play.shown.fault == "seat-not-assigned"
    play.sees(ConfirmPresence())
    play.expects()


def test_where_anybody_may_sit_a_seat_left_by_moving_is_free_again() -> None:
    play = Seat(ANYWHERE, people())
    play.sees(play.hub.says(nobody_here(person="")))
    assert isinstance(play.shown, SeatWelcome)
    assert play.shown.persons


def test_digits_typed_for_one_person_are_not_sent_for_the_next() -> None:
    play = Seat(HERE)
    play.types("1234")
    play.sees(play.hub.says(nobody_here(person="g1")))
    assert play.shown.pin_digits == 0
    play.sees(ConfirmPresence())
    play.expects()


def test_a_substitute_is_welcomed_with_the_name_of_the_member() -> None:
    play = Seat(ASSIGNMENT, nobody_here(votes=False, role="substitute", stands_for="p003"))
    assert (play.shown.substitute_for, play.shown.guest) == ("Người 3", True)
