"""Two consoles, the chair's and a spare one: whoever presses first, the room moves once."""

from __future__ import annotations

from device.intents import TakeStep
from device.screens import ChairScreen, Screen, Step
from hub.domain.events import ItemTaken, SessionOpened
from hub.store.memory import MemoryEventLog
from tests.support.dialogue import chair, recorded, sign_in, step
from tests.support.plans import make_plan, roster
from tests.support.wire import STORM, SimulatedRoom

BOTH = ("chair", "chair-2")


def offers(wanted: Step) -> object:
    def shown(screen: Screen) -> bool:
        return isinstance(screen, ChairScreen) and screen.next_step.step is wanted

    return shown


def make_room() -> SimulatedRoom:
    room = SimulatedRoom(make_plan(6), roster(6), MemoryEventLog(), STORM, seed=5, consoles=BOTH)
    room.connect()
    sign_in(room, 6)
    return room


def test_the_same_step_pressed_on_both_consoles_is_done_once_and_refused_once() -> None:
    room = make_room()
    for console in BOTH:
        room.until_sees(console, lambda s: isinstance(s, ChairScreen) and s.next_step.enabled)
    for console in BOTH:
        room.does(console, TakeStep(Step.OPEN_SESSION))
    room.until(lambda: not any(chair(room, console).waiting for console in BOTH))

    assert len([e for e in recorded(room) if isinstance(e, SessionOpened)]) == 1
    notices = sorted(chair(room, console).notice for console in BOTH)
    assert notices == ["", "session-already-opened"]


def test_what_one_console_does_the_other_goes_on_with() -> None:
    room = make_room()
    step(room, Step.OPEN_SESSION, console="chair")
    step(room, Step.TAKE_ITEM, console="chair-2")
    step(room, Step.START_DISCUSSION, console="chair")

    assert [e.item for e in recorded(room) if isinstance(e, ItemTaken)] == ["item-1"]
    room.until(lambda: chair(room).agenda == chair(room, "chair-2").agenda)
