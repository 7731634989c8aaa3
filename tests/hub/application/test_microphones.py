"""Microphones follow the record: the speaker and whoever presides, while the session is open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.application.microphones import Follower, seats_on
from hub.application.ports import MicrophoneError
from hub.domain import commands
from tests.support.meeting import Play, in_session
from tests.support.plans import make_plan


class Console:
    """Microphones that note every order, and may fail."""

    def __init__(self) -> None:
        self.told: list[tuple[str, bool]] = []
        self.stuck = ""

    def switch(self, seat: str, *, on: bool) -> None:
        if seat == self.stuck:
            raise MicrophoneError("microphone-stuck", seat)
        self.told.append((seat, on))

    def orders(self) -> list[tuple[str, bool]]:
        told, self.told = self.told, []
        return told


@pytest.fixture
def play() -> Play:
    return in_session(make_plan(4), 4)


def test_before_the_opening_in_a_break_and_after_the_close_all_are_off(play: Play) -> None:
    convened = Play(make_plan(2))
    convened.signs_in(1, 2)
    assert seats_on(convened.state) == frozenset()
    play.does(commands.GrantSpeech("p003"), commands.SuspendSession(None))
    assert seats_on(play.state) == frozenset()
    play.does(commands.ResumeSession())
    assert seats_on(play.state) == {"001", "003"}
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.CloseSession())
    assert seats_on(play.state) == frozenset()


def test_a_pause_switches_off_and_going_on_switches_on(play: Play) -> None:
    play.does(commands.GrantSpeech("p003"), commands.PauseSpeech())
    assert seats_on(play.state) == {"001"}
    play.does(commands.ResumeSpeech())
    assert seats_on(play.state) == {"001", "003"}


def test_whoever_presides_stays_on_when_their_own_speech_ends(play: Play) -> None:
    play.does(commands.GrantSpeech("p001"), commands.EndSpeech())
    assert seats_on(play.state) == {"001"}


def test_a_speaker_who_moved_has_the_microphone_of_the_new_seat() -> None:
    plan = make_plan(4)
    play = in_session(replace(plan, seats=(*plan.seats[:3], replace(plan.seats[3], person=""))), 3)
    play.does(commands.GrantSpeech("p003"))
    play.does(commands.MovePerson("p003", "004"))
    assert seats_on(play.state) == {"001", "004"}


def test_a_follower_first_makes_every_seat_fit_and_then_tells_changes_alone(play: Play) -> None:
    console = Console()
    follower = Follower(console)
    follower.follow(play.state)
    assert console.orders() == [("002", False), ("003", False), ("004", False), ("001", True)]
    play.does(commands.GrantSpeech("p003"))
    follower.follow(play.state)
    follower.follow(play.state)
    assert console.orders() == [("003", True)]
    play.does(commands.GrantSpeech("p002"))
    follower.follow(play.state)
    assert console.orders() == [("003", False), ("002", True)]


def test_one_that_fails_is_tried_again_and_stops_no_other(play: Play) -> None:
    console = Console()
    console.stuck = "003"
    follower = Follower(console)
    follower.follow(play.state)
    assert ("001", True) in console.orders()
    console.stuck = ""
    follower.follow(play.state)
    assert console.orders() == [("003", False)]
