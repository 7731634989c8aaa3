"""The hub is killed and started again at every state of session, item and speech: all clocks are right after.

What runs goes on running over the restart, what stands still stands still, and the next step is possible.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from device.intents import AskToSpeak, TakeStep
from device.screens import ChairScreen, Step
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import ask, chair, sign_in, speak
from tests.support.plans import make_plan, roster
from tests.support.wire import CALM, STORM, SimulatedRoom

MEMBERS = 4
SECOND = 1_000
ONE = "item-1"


def does(*intents: TakeStep) -> Callable[[SimulatedRoom], None]:
    def act(room: SimulatedRoom) -> None:
        for intent in intents:
            assert ask(room, intent) == "", intent

    return act


def asks(number: int) -> Callable[[SimulatedRoom], None]:
    def act(room: SimulatedRoom) -> None:
        assert speak(room, number, AskToSpeak()) == ""

    return act


OPEN = does(TakeStep(Step.OPEN_SESSION))
TAKE = does(TakeStep(Step.TAKE_ITEM, ONE))
DISCUSS = does(TakeStep(Step.START_DISCUSSION, ONE))
GRANT = does(TakeStep(Step.GRANT_SPEECH, "p003"))
BREAK = does(TakeStep(Step.SUSPEND_SESSION, minutes=10))
VOTE = does(TakeStep(Step.OPEN_POLL, "poll-1-1"))
CLOSE = does(TakeStep(Step.CLOSE_POLL, "poll-1-1"))
TALKING = (OPEN, TAKE, DISCUSS)

STATES: dict[str, tuple[Callable[[SimulatedRoom], None], ...]] = {
    "convened": (),
    "open": (OPEN,),
    "presenting": (OPEN, TAKE),
    "discussing": TALKING,
    "waiting": (*TALKING, asks(2)),
    "speaking": (*TALKING, asks(3), GRANT),
    "paused speech": (*TALKING, GRANT, does(TakeStep(Step.PAUSE_SPEECH))),
    "extended speech": (*TALKING, GRANT, does(TakeStep(Step.EXTEND_SPEECH))),
    "break in a speech": (*TALKING, GRANT, BREAK),
    "break in a presentation": (OPEN, TAKE, BREAK),
    "break between items": (OPEN, BREAK),
    "voting": (*TALKING, GRANT, VOTE),
    "paused poll": (*TALKING, VOTE, does(TakeStep(Step.PAUSE_POLL, "poll-1-1"))),
    "closed poll": (*TALKING, VOTE, CLOSE),
    "break in a closed poll": (*TALKING, VOTE, CLOSE, BREAK),
    "concluding": (*TALKING, VOTE, CLOSE, does(TakeStep(Step.ANNOUNCE_POLL, "poll-1-1"))),
    "concluded": (*TALKING, does(TakeStep(Step.CONCLUDE_ITEM, ONE, "Thống nhất."))),
    "paused item": (*TALKING, does(TakeStep(Step.PAUSE_ITEM, ONE))),
    "resumed item": (
        *TALKING,
        does(TakeStep(Step.PAUSE_ITEM, ONE), TakeStep(Step.RESUME_ITEM, ONE)),
    ),
    "postponed item": (*TALKING, does(TakeStep(Step.POSTPONE_ITEM, ONE, "Chờ thẩm định"))),
    "withdrawn item": (OPEN, does(TakeStep(Step.WITHDRAW_ITEM, ONE))),
    "passed item": (OPEN, does(TakeStep(Step.PASS_ITEMS, names=(ONE,)))),
    "moved and inserted": (
        OPEN,
        does(
            TakeStep(Step.INSERT_ITEM, ONE, "Việc đột xuất", minutes=5),
            TakeStep(Step.MOVE_ITEM, "item-2", "them-1"),
        ),
    ),
    "drafted": (*TALKING, does(TakeStep(Step.DRAFT_CONCLUSION, ONE, "Dự thảo."))),
}


def in_state(name: str) -> SimulatedRoom:
    room = SimulatedRoom(make_plan(MEMBERS), roster(MEMBERS), MemoryEventLog(), CALM, seed=4)
    room.connect()
    sign_in(room, MEMBERS)
    for act in STATES[name]:
        act(room)
        room.advance(3 * SECOND)
    return room


def clocks(screen: ChairScreen) -> dict[str, int]:
    """Everything that counts time, in milliseconds."""
    found = {row.item: row.spent_minutes * 60_000 for row in screen.agenda}
    if screen.item is not None:
        found["active"] = screen.item.elapsed_ms
    if screen.poll is not None and screen.poll.countdown.remaining_ms is not None:
        found["poll"] = -screen.poll.countdown.remaining_ms
    if screen.speakers is not None and screen.speakers.speakers.current is not None:
        found["speech"] = screen.speakers.speakers.current.clock.spent_ms
    return found


def same_room(screen: ChairScreen) -> tuple[object, ...]:
    """Everything about session, agenda and speaking that does not count time."""
    panel = screen.speakers
    current = panel.speakers.current if panel else None
    return (
        [(row.item, row.stage, row.active) for row in screen.agenda],
        screen.next_step,
        screen.suspended,
        screen.returns,
        screen.item and (screen.item.conclusion, screen.item.tasks),
        panel and [(row.person, row.kind) for row in panel.speakers.queue],
        current and (current.person, current.turn, current.clock.allotted_ms),
        current and current.clock.running,
    )


def settled(room: SimulatedRoom) -> ChairScreen:
    """The console once it is online again and has heard of everything."""
    room.weather = CALM
    room.advance(8 * SECOND)
    return chair(room)


@pytest.mark.parametrize("name", STATES)
def test_after_a_restart_every_clock_is_where_it_would_have_been(name: str) -> None:
    calm, struck = in_state(name), in_state(name)
    assert same_room(chair(calm)) == same_room(chair(struck))
    struck.restart_hub()
    ours, theirs = settled(struck), settled(calm)
    assert same_room(ours) == same_room(theirs)
    found, expected = clocks(ours), clocks(theirs)
    assert found.keys() == expected.keys()
    for clock, value in expected.items():
        assert abs(found[clock] - value) <= SECOND, clock


@pytest.mark.parametrize("name", STATES)
def test_after_a_restart_on_a_bad_wire_the_session_goes_on(name: str) -> None:
    room = in_state(name)
    before = same_room(chair(room))
    room.weather = STORM
    room.restart_hub()
    offered = chair(room).next_step
    text = "Thống nhất." if offered.step is Step.CONCLUDE_ITEM else ""
    assert offered.enabled
    assert ask(room, TakeStep(offered.step, offered.target, text)) == ""
    room.until(lambda: same_room(chair(room)) != before)
