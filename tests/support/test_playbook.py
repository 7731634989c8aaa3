"""The playbook itself: it must be able to fail, and then show what was said."""

from __future__ import annotations

import pytest

from device.effects import DropPapers, Effect, ForgetBallot, Say, SetLamp
from device.inputs import Input, Woke
from device.screens import Lamp
from protocol.messages import Presence, SignIn
from protocol.topics import Said
from tests.support.playbook import Playbook, says

OFF = SetLamp(Lamp.OFF, None)
SIGN_IN = Say("id", Said.SIGN_IN, "phien-1", 0, SignIn("p001", "001"))


class Parrot:
    """A core that does what it was told to, whatever it sees."""

    def __init__(self, *effects: Effect) -> None:
        self.effects = effects

    def handle(self, _entry: Input, _now: int) -> tuple[Effect, ...]:
        return self.effects


def test_effects_types_and_sayings_match_in_order() -> None:
    play = Playbook(Parrot(OFF, DropPapers(), SIGN_IN))
    play.sees(Woke())
    play.expects(OFF, DropPapers, says(Said.SIGN_IN, person="p001"))


@pytest.mark.parametrize(
    "expected",
    [
        (),
        (DropPapers,),
        (OFF, OFF),
        (SetLamp(Lamp.WAITING, None),),
        (says(Said.SIGN_IN),),
    ],
)
def test_anything_else_fails(expected: tuple[Effect, ...]) -> None:
    play = Playbook(Parrot(OFF))
    play.sees(Woke())
    with pytest.raises(AssertionError):
        play.expects(*expected)


def test_the_order_counts() -> None:
    play = Playbook(Parrot(OFF, DropPapers()))
    play.sees(Woke())
    with pytest.raises(AssertionError):
        play.expects(DropPapers, OFF)


def test_a_saying_with_another_value_fails() -> None:
    play = Playbook(Parrot(SIGN_IN))
    play.sees(Woke())
    with pytest.raises(AssertionError):
        play.expects(says(Said.SIGN_IN, person="p002"))


def test_an_effect_nobody_expected_fails_at_the_next_input() -> None:
    play = Playbook(Parrot(OFF))
    play.sees(Woke())
    with pytest.raises(AssertionError, match="EXPECTED nothing"):
        play.sees(Woke())


def test_a_failure_shows_the_whole_dialogue_with_times() -> None:
    play = Playbook(Parrot(ForgetBallot("m1")), now=100)
    play.sees(Woke())
    play.forgets()
    play.sees(Woke(), later=50)
    with pytest.raises(AssertionError) as failure:
        play.expects(OFF)
    text = str(failure.value)
    assert text.count("sees    Woke()") == 2
    assert "150 does    ForgetBallot(message='m1')" in text
    assert f"EXPECTED {OFF}" in text


def test_what_is_left_out_needs_no_expectation_and_is_still_on_record() -> None:
    beat = Say("id", Said.PRESENCE, "", 0, Presence((), ()))
    play = Playbook(Parrot(beat, OFF), leaving_out=lambda effect: effect == beat)
    play.sees(Woke())
    play.expects(OFF)
    assert play.heard == [beat, OFF]
