"""The chair's steps, row by row as the table of `device.present.steps` says."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.present.steps import questions, steps, tie, voidable
from device.room_view import RoomView
from device.screens import PollKind, Step
from protocol.messages import AgendaState, EntryState, OnePoll
from tests.support.hub_voice import (
    MEETING,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    item,
    poll,
    polls,
)


def told(*messages: Any) -> RoomView:
    view, hub = RoomView(MEETING), HubVoice()
    for message in messages:
        view.take(hub.says(message).envelope)
    return view


def offered(*messages: Any) -> list[tuple[Step, str]]:
    """The steps and their targets, the next one first."""
    next_step, others = steps(told(*messages))
    return [(button.step, button.target) for button in (next_step, *others)]


def chosen(*messages: Any) -> list[tuple[Step, str]]:
    """The steps without putting the item aside and breaks, which are offered whenever it is talked about."""
    leaving = {Step.PAUSE_ITEM, Step.SUSPEND_SESSION}
    return [button for button in offered(*messages) if button[0] not in leaving]


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
        (Step.SUSPEND_SESSION, ""),
        (Step.CLOSE_SESSION, ""),
    ]


def test_after_the_last_item_the_session_is_closed() -> None:
    done = AgendaState((item(1, stage="concluded"),), "")
    assert chosen(SESSION, done) == [(Step.CLOSE_SESSION, "")]


def test_when_nothing_else_is_planned_an_item_put_aside_goes_on() -> None:
    items = (item(1, stage="paused"), item(2), item(3, stage="postponed"))
    assert chosen(SESSION, AgendaState(items, "")) == [
        (Step.TAKE_ITEM, "item-2"),
        (Step.RESUME_ITEM, "item-1"),
        (Step.CLOSE_SESSION, ""),
    ]
    rest = (items[0], item(2, stage="concluded"))
    assert chosen(SESSION, AgendaState(rest, ""))[0] == (Step.RESUME_ITEM, "item-1")


def test_from_a_break_the_session_is_resumed_and_nothing_else() -> None:
    assert offered(replace(SESSION, phase="suspended"), at("discussing"), polls(READY)) == [
        (Step.RESUME_SESSION, "")
    ]


@pytest.mark.parametrize("stage", ["presenting", "discussing", "concluding"])
def test_an_item_in_hand_can_be_put_aside_and_there_can_be_a_break(stage: str) -> None:
    assert offered(SESSION, at(stage))[-2:] == [
        (Step.PAUSE_ITEM, "item-1"),
        (Step.SUSPEND_SESSION, ""),
    ]


@pytest.mark.parametrize(("stage", "may"), [("open", False), ("paused", True), ("closed", True)])
def test_there_is_no_break_while_a_poll_is_open(stage: str, *, may: bool) -> None:
    found = offered(SESSION, at("voting"), polls(poll(stage=stage)))
    assert ((Step.SUSPEND_SESSION, "") in found) is may


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
    assert chosen(SESSION, at(stage), replace(polls(*prepared), current="")) == expected


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
    found = chosen(SESSION, at("voting"), leading(state, NEXT))
    assert found == [(step, "poll-1") for step in expected]


# ── drafts and re-votes ─────────────────────────────────────────────────────────────────────────


COUNTED = counted(ballots(p001="for"))
CARRIED = replace(COUNTED, result=COUNTED.result and replace(COUNTED.result, outcome="carried"))
AGAIN = replace(COUNTED, result=COUNTED.result and replace(COUNTED.result, outcome="vote-again"))
VOIDED = replace(poll(stage="voided"), void_reason="Máy hỏng")
REVOTE, CONCLUDE = (Step.REVOTE, "poll-1"), (Step.CONCLUDE_ITEM, "item-1")
BACK = (Step.RETURN_TO_DISCUSSION, "item-1")


def repeating(stage: str) -> OnePoll:
    return poll(poll="poll-1-lai-1", replaces="poll-1", stage=stage)


@pytest.mark.parametrize(
    ("stage", "states", "expected"),
    [
        ("discussing", (poll(stage="drafted"),), [(Step.READY_POLL, "poll-1"), CONCLUDE]),
        (
            "discussing",
            (poll(stage="drafted"), NEXT),
            [(Step.OPEN_POLL, "poll-2"), (Step.READY_POLL, "poll-1"), CONCLUDE],
        ),
        ("concluding", (AGAIN,), [REVOTE, BACK, CONCLUDE]),
        ("concluding", (CARRIED,), [CONCLUDE, REVOTE, BACK]),
        ("discussing", (VOIDED,), [REVOTE, CONCLUDE]),
        (
            "concluding",
            (AGAIN, repeating("ready")),
            [(Step.OPEN_POLL, "poll-1-lai-1"), BACK, CONCLUDE],
        ),
        (
            "discussing",
            (VOIDED, repeating("voided")),
            [(Step.REVOTE, "poll-1-lai-1"), CONCLUDE],
        ),
        (
            "concluding",
            (replace(AGAIN, stage="superseded"), replace(CARRIED, poll="x", replaces="poll-1")),
            [CONCLUDE, BACK],
        ),
    ],
)
def test_what_calls_for_another_vote_is_voted_on_again_first(
    stage: str, states: tuple[OnePoll, ...], expected: list[tuple[Step, str]]
) -> None:
    assert chosen(SESSION, at(stage), replace(polls(*states), current="poll-1")) == expected


def test_a_poll_of_another_item_is_not_voted_on_again_here() -> None:
    elsewhere = replace(AGAIN, item="item-2")
    assert chosen(SESSION, at("discussing"), polls(elsewhere)) == [CONCLUDE]


# ── ties, counts by hand, voiding, questions on the spot ────────────────────────────────────────


def test_a_tie_that_waits_for_the_chair_is_decided_before_anything_is_announced() -> None:
    assert COUNTED.result is not None
    result = replace(COUNTED.result, outcome="chair-decides")
    tied = replace(COUNTED, stage="closed", result=result)
    assert chosen(SESSION, at("voting"), polls(tied)) == [(Step.DECIDE_TIE, "poll-1")]
    assert tie(told(SESSION, polls(tied))) == "poll-1"
    assert tie(told(SESSION, polls(replace(CARRIED, stage="closed")))) == ""


def typed(person: str, *counts: int) -> EntryState:
    return EntryState(person, True, sum(counts), counts, 0, 0, ())  # noqa: FBT003


@pytest.mark.parametrize(
    ("kind", "entries", "obstacle"),
    [
        ("show-of-hands", (), "count-missing"),
        ("show-of-hands", (typed("p1", 3, 0, 0),), ""),
        ("paper", (typed("p1", 3, 0, 0),), "count-missing"),
        ("paper", (typed("p1", 3, 0, 0), typed("p2", 2, 1, 0)), "counts-differ"),
        ("paper", (typed("p1", 3, 0, 0), typed("p2", 3, 0, 0)), ""),
        ("paper", (typed("p1", 3, 0, 0), typed("p2", 2, 1, 0), typed("p3", 3, 0, 0)), ""),
    ],
)
def test_a_poll_counted_by_hand_is_closed_once_the_counts_are_there(
    kind: str, entries: tuple[EntryState, ...], obstacle: str
) -> None:
    button, others = steps(told(SESSION, at("voting"), polls(poll(kind=kind, entries=entries))))
    assert (button.step, button.obstacle, button.enabled) == (
        Step.CLOSE_POLL,
        obstacle,
        not obstacle,
    )
    assert [other.step for other in others] == [Step.PAUSE_POLL]


@pytest.mark.parametrize(
    ("state", "can"),
    [
        (poll(), True),
        (poll(stage="paused"), True),
        (CARRIED, True),
        (replace(CARRIED, stage="closed"), True),
        (poll(void_proposed="Máy hỏng"), False),
        (VOIDED, False),
        (poll(stage="ready"), False),
    ],
)
def test_the_leading_poll_can_be_proposed_to_be_void_once(state: OnePoll, *, can: bool) -> None:
    assert voidable(told(SESSION, polls(state))) == ("poll-1" if can else "")
    assert voidable(told(replace(SESSION, phase="closed"), polls(state))) == ""


@pytest.mark.parametrize(
    ("stage", "can"),
    [("presenting", True), ("discussing", True), ("concluding", True), ("voting", False)],
)
def test_questions_on_the_spot_are_offered_while_an_item_is_open_to_them(
    stage: str, *, can: bool
) -> None:
    found = questions(told(SESSION, at(stage)))
    assert bool(found) is can
    assert PollKind.SECRET not in {question.kind for question in found}
    assert questions(told(replace(SESSION, phase="closed"), at(stage))) == ()
    assert questions(told(SESSION, agenda(""))) == ()


def test_a_poll_that_is_asked_again_comes_before_one_that_was_not_asked_yet() -> None:
    again = poll(poll="poll-1-lai-1", stage="ready", replaces="poll-1")
    found = chosen(SESSION, at("concluding"), leading(ANNOUNCED, NEXT, again))
    assert found[:2] == [(Step.OPEN_POLL, "poll-1-lai-1"), (Step.OPEN_POLL, "poll-2")]
