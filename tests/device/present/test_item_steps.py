"""What can be done with a line of the agenda, and which lines need no discussion."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.present.item_steps import consent, item_actions
from device.room_view import RoomView
from device.screens import Consent, Step
from protocol.messages import AgendaState, CatalogueState, OpinionsState
from tests.support.hub_voice import MEETING, SESSION, HubVoice, item, manifest, poll, polls

LEAVE = (Step.POSTPONE_ITEM, Step.WITHDRAW_ITEM)
MOVE, INSERT = Step.MOVE_ITEM, Step.INSERT_ITEM


def told(*messages: Any) -> RoomView:
    view, hub = RoomView(MEETING), HubVoice()
    for message in messages:
        view.take(hub.says(message).envelope)
    return view


def lines(stage: str, active: str = "", **changes: Any) -> AgendaState:
    return AgendaState((item(1, stage=stage, **changes), item(2), item(3)), active)


def steps(*messages: Any, chair: bool = True) -> tuple[Step, ...]:
    found = item_actions(told(*messages), "item-1", chair=chair)
    assert found is not None
    return found.steps


@pytest.mark.parametrize(
    ("agenda", "expected"),
    [
        (lines("planned"), (Step.TAKE_ITEM, Step.PASS_ITEMS, *LEAVE, MOVE, INSERT)),
        (lines("planned", "item-2"), (Step.PASS_ITEMS, *LEAVE, MOVE, INSERT)),
        (lines("presenting", "item-1"), (Step.PAUSE_ITEM, *LEAVE, INSERT)),
        (lines("discussing", "item-1"), (Step.PAUSE_ITEM, *LEAVE, INSERT)),
        (lines("concluding", "item-1"), (Step.PAUSE_ITEM, *LEAVE, INSERT)),
        (lines("voting", "item-1"), (INSERT,)),
        (lines("concluded"), (INSERT,)),
        (lines("paused"), (Step.RESUME_ITEM, *LEAVE, INSERT)),
        (lines("paused", "item-2"), (*LEAVE, INSERT)),
        (lines("postponed"), (Step.RESTORE_ITEM, INSERT)),
        (lines("withdrawn"), (Step.RESTORE_ITEM, INSERT)),
        (lines("passed"), (Step.RESTORE_ITEM, INSERT)),
    ],
)
def test_each_stage_has_its_steps(agenda: AgendaState, expected: tuple[Step, ...]) -> None:
    assert steps(SESSION, agenda) == expected


@pytest.mark.parametrize("phase", ["convened", "suspended"])
def test_before_the_opening_and_in_a_break_lines_are_moved_and_inserted_alone(phase: str) -> None:
    session = replace(SESSION, phase=phase)
    assert steps(session, lines("planned")) == (MOVE, INSERT)
    assert steps(session, lines("paused")) == (INSERT,)


def test_a_secretary_moves_inserts_and_notes_alone() -> None:
    assert steps(SESSION, lines("planned"), chair=False) == (MOVE, INSERT, Step.ADD_NOTE)
    assert steps(SESSION, lines("concluded"), chair=False) == (INSERT, Step.ADD_NOTE)
    assert steps(SESSION, lines("discussing", "item-1"), chair=False) == (INSERT,)
    assert steps(replace(SESSION, phase="closed"), lines("planned"), chair=False) == ()


def test_after_the_close_there_is_nothing_to_do() -> None:
    assert steps(replace(SESSION, phase="closed"), lines("planned")) == ()


def test_nothing_is_taken_while_something_is_voted_on() -> None:
    assert Step.TAKE_ITEM not in steps(SESSION, lines("planned"), polls(poll(stage="closed")))


def test_what_a_poll_has_passed_stays_passed() -> None:
    package = poll(poll="poll-9", stage="announced", package=("item-1",))
    assert steps(SESSION, lines("passed"), polls(package)) == (INSERT,)


def test_a_line_is_put_before_the_other_planned_ones_or_at_the_end() -> None:
    found = item_actions(told(SESSION, lines("planned")), "item-1", chair=True)
    assert found is not None
    assert found.before == ("item-2", "item-3", "")


def test_a_line_says_why_it_was_left_out() -> None:
    agenda = lines("postponed", reason="Chờ thẩm định")
    found = item_actions(told(SESSION, agenda), "item-1", chair=True)
    assert found is not None
    assert found.reason == "Chờ thẩm định"


def test_no_line_has_no_actions() -> None:
    assert item_actions(told(SESSION, lines("planned")), "", chair=True) is None


# ── consent ─────────────────────────────────────────────────────────────────────────────────────


AGREED = OpinionsState(2, 0, 0)


@pytest.mark.parametrize(
    ("changes", "proposed"),
    [
        ({"opinions": AGREED}, True),
        ({"opinions": AGREED, "expected_papers": 1}, True),
        ({"opinions": AGREED, "expected_papers": 2}, False),
        ({"opinions": None}, False),
        ({"opinions": OpinionsState(1, 0, 0)}, False),  # of 3 members
        ({"opinions": OpinionsState(2, 1, 0)}, False),
        ({"opinions": OpinionsState(2, 0, 1)}, False),
        ({"opinions": AGREED, "stage": "discussing"}, False),
        ({"opinions": AGREED, "polls": ("poll-1",)}, False),  # which is to be voted on
    ],
)
def test_items_are_proposed_that_everybody_asked_agreed_to(
    changes: dict[str, Any], *, proposed: bool
) -> None:
    agenda = lines(**({"stage": "planned"} | changes))
    papers = CatalogueState((manifest("bao-cao", b"", b""),))
    expected = Consent(("item-1",), (1,)) if proposed else None
    assert consent(told(SESSION, agenda, papers)) == expected


def test_nothing_is_proposed_while_the_session_is_not_open_or_votes() -> None:
    agenda = lines("planned", opinions=AGREED)
    assert consent(told(replace(SESSION, phase="suspended"), agenda)) is None
    assert consent(told(SESSION, agenda, polls(poll()))) is None
