"""The chair's steps, row by row as the table of `device.present.steps` says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from device.present.steps import steps
from device.room_view import RoomView
from device.screens import Step
from protocol.messages import AgendaState, OnePoll
from tests.support.hub_voice import MEETING, SESSION, HubVoice, agenda, item, poll, polls


def offered(*messages: Any) -> list[tuple[Step, str]]:
    """The steps and their targets, the next one first."""
    view, hub = RoomView(MEETING), HubVoice()
    for message in messages:
        view.take(hub.says(message).envelope)
    next_step, others = steps(view)
    return [(button.step, button.target) for button in (next_step, *others)]


def at(stage: str) -> AgendaState:
    return AgendaState((item(1, stage=stage), item(2)), "item-1")


READY = poll(stage="ready")
NEXT = poll(poll="poll-2", stage="ready")
ELSEWHERE = poll(poll="poll-9", item="item-2", stage="ready")
ANNOUNCED = poll(stage="announced")


def leading(*states: OnePoll) -> Any:
    return replace(polls(*states), current=states[0].poll)


def test_before_the_meeting_is_known_and_after_the_close_there_is_nothing_to_do() -> None:
    assert offered() == [(Step.NONE, "")]
    assert offered(replace(SESSION, phase="closed"), agenda()) == [(Step.NONE, "")]


@pytest.mark.parametrize(
    ("quorum", "enabled", "obstacle"),
    [("met", True, ""), ("short", False, "quorum-not-met"), ("lost", False, "quorum-not-met")],
)
def test_a_convened_meeting_is_opened_once_there_is_a_quorum(
    quorum: str, obstacle: str, *, enabled: bool
) -> None:
    view, hub = RoomView(MEETING), HubVoice()
    view.take(hub.says(replace(SESSION, phase="convened", quorum=quorum)).envelope)
    button, others = steps(view)
    assert (button.step, button.enabled, button.obstacle) == (Step.OPEN_SESSION, enabled, obstacle)
    assert others == ()


def test_between_items_the_next_one_is_taken_or_any_other_or_the_session_closed() -> None:
    assert offered(SESSION, agenda("", items=3)) == [
        (Step.TAKE_ITEM, "item-1"),
        (Step.TAKE_ITEM, "item-2"),
        (Step.TAKE_ITEM, "item-3"),
        (Step.CLOSE_SESSION, ""),
    ]


def test_after_the_last_item_the_session_is_closed() -> None:
    done = AgendaState((item(1, stage="concluded"),), "")
    assert offered(SESSION, done) == [(Step.CLOSE_SESSION, "")]


@pytest.mark.parametrize(
    ("stage", "prepared", "expected"),
    [
        ("presenting", (), [(Step.START_DISCUSSION, "item-1"), (Step.CONCLUDE_ITEM, "item-1")]),
        (
            "presenting",
            (READY, ELSEWHERE),
            [
                (Step.START_DISCUSSION, "item-1"),
                (Step.OPEN_POLL, "poll-1"),
                (Step.CONCLUDE_ITEM, "item-1"),
            ],
        ),
        ("discussing", (), [(Step.CONCLUDE_ITEM, "item-1")]),
        ("discussing", (ELSEWHERE,), [(Step.CONCLUDE_ITEM, "item-1")]),
        (
            "discussing",
            (READY, NEXT),
            [
                (Step.OPEN_POLL, "poll-1"),
                (Step.OPEN_POLL, "poll-2"),
                (Step.CONCLUDE_ITEM, "item-1"),
            ],
        ),
        (
            "concluding",
            (ANNOUNCED,),
            [(Step.CONCLUDE_ITEM, "item-1"), (Step.RETURN_TO_DISCUSSION, "item-1")],
        ),
        (
            "concluding",
            (ANNOUNCED, NEXT),
            [
                (Step.OPEN_POLL, "poll-2"),
                (Step.RETURN_TO_DISCUSSION, "item-1"),
                (Step.CONCLUDE_ITEM, "item-1"),
            ],
        ),
    ],
)
def test_the_steps_of_an_active_item(
    stage: str, prepared: tuple[OnePoll, ...], expected: list[tuple[Step, str]]
) -> None:
    assert offered(SESSION, at(stage), replace(polls(*prepared), current="")) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (poll(), [Step.CLOSE_POLL, Step.PAUSE_POLL]),
        (poll(closes_at=9), [Step.CLOSE_POLL, Step.PAUSE_POLL, Step.EXTEND_POLL]),
        (poll(stage="paused"), [Step.RESUME_POLL, Step.CLOSE_POLL]),
        (poll(stage="closed"), [Step.ANNOUNCE_POLL]),
    ],
)
def test_the_steps_of_a_leading_poll(state: OnePoll, expected: list[Step]) -> None:
    found = offered(SESSION, at("voting"), leading(state, NEXT))
    assert found == [(step, "poll-1") for step in expected]
