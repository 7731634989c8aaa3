"""What a terminal asks of its hub: repeated until answered, one question of a kind at a time."""

from __future__ import annotations

from itertools import count

import pytest

from device.asking import RESEND_MS, Asking
from device.effects import Say
from protocol.messages import Command, SignIn
from protocol.topics import Said

OPEN = Command("open-session", "", "")
CLOSE = Command("close-session", "", "")
HERE = SignIn("p001", "001")


@pytest.fixture
def asking() -> Asking:
    ids = count(1)
    return Asking(lambda: f"m{next(ids)}")


def test_a_question_is_said_and_waited_for(asking: Asking) -> None:
    said = asking.ask(Said.SIGN_IN, "phien-1", HERE, 0)
    assert said == (Say("m1", Said.SIGN_IN, "phien-1", 0, HERE),)
    assert asking.waiting(Said.SIGN_IN)


def test_a_second_step_before_the_answer_is_not_asked(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    assert asking.ask(Said.COMMAND, "phien-1", CLOSE, 10) == ()
    assert asking.accepted("m1") is Said.COMMAND
    assert asking.ask(Said.COMMAND, "phien-1", CLOSE, 20) != ()


def test_signing_in_and_a_step_do_not_wait_for_each_other(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    assert asking.ask(Said.SIGN_IN, "phien-1", HERE, 0) != ()


def test_an_open_question_is_repeated_with_its_own_id_when_it_is_late(asking: Asking) -> None:
    first = asking.ask(Said.COMMAND, "phien-1", OPEN, 100)
    assert asking.wake_at == 100 + RESEND_MS
    assert asking.resend(99 + RESEND_MS) == ()
    assert asking.resend(100 + RESEND_MS) == first
    assert asking.wake_at == 100 + 2 * RESEND_MS


def test_every_open_question_is_repeated_at_once_on_a_new_link(asking: Asking) -> None:
    both = (
        *asking.ask(Said.COMMAND, "phien-1", OPEN, 0),
        *asking.ask(Said.SIGN_IN, "phien-1", HERE, 0),
    )
    assert asking.reconnected(1) == both


def test_an_answered_question_is_not_repeated(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    asking.accepted("m1")
    assert (asking.wake_at, asking.resend(10_000), asking.reconnected(10_000)) == (None, (), ())


def test_a_refusal_is_kept_until_the_next_question_of_that_kind(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    asking.refused("m1", "no-quorum")
    assert asking.refusal == {Said.COMMAND: "no-quorum"}
    assert not asking.waiting(Said.COMMAND)
    asking.ask(Said.SIGN_IN, "phien-1", HERE, 0)
    assert asking.refusal == {Said.COMMAND: "no-quorum"}
    asking.ask(Said.COMMAND, "phien-1", OPEN, 1)
    assert asking.refusal == {}


def test_answers_to_something_else_change_nothing(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    assert asking.accepted("other") == ""
    asking.refused("other", "no-quorum")
    assert asking.waiting(Said.COMMAND)
    assert asking.refusal == {}


def test_another_meeting_answers_nothing_any_more(asking: Asking) -> None:
    asking.ask(Said.COMMAND, "phien-1", OPEN, 0)
    asking.start_over()
    assert asking.wake_at is None
    assert asking.ask(Said.COMMAND, "phien-2", OPEN, 1) != ()


def test_what_is_saved_in_a_slot_of_its_own_keeps_no_step_waiting(asking: Asking) -> None:
    draft = Command("draft-conclusion", "item-1", "Thống nhất.")
    asking.ask(Said.COMMAND, "phien-1", draft, 0, "draft")
    assert not asking.waiting(Said.COMMAND)
    assert asking.ask(Said.COMMAND, "phien-1", OPEN, 0) != ()
    assert asking.ask(Said.COMMAND, "phien-1", draft, 0, "draft") == ()
    assert (asking.accepted("m1"), asking.refused("m2", "no-quorum")) == ("draft", Said.COMMAND)
