"""Consoles of a simulated room on a real window: what is touched goes to the hub, its answer is shown.

Samples are drawn by hand; here every screen is one that a terminal made.
"""

from __future__ import annotations

from typing import Any

import pytest

from device import screens as s
from hub.store.memory import MemoryEventLog
from protocol.topics import Said
from tests.support.dialogue import accepted, sign_in, step, vote
from tests.support.plans import make_plan, roster
from tests.support.wire import CALM, SimulatedRoom

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

MEMBERS = 4


class Console:
    """One console of the room: the window in front of its terminal."""

    def __init__(self, stage: Any, room: SimulatedRoom, device: str = "chair") -> None:
        self._stage, self._room, self._device = stage, room, device

    @property
    def screen(self) -> s.ChairScreen:
        shown = self._room.sees(self._device)
        assert isinstance(shown, s.ChairScreen)
        return shown

    async def look(self) -> list[str]:
        """Show what the terminal shows; what can be touched."""
        self._stage.bridge.show(self.screen)
        await self._stage.bridge.settle()
        return list(self._stage.bridge.names())

    async def touch(self, *names: str) -> s.ChairScreen:
        """Touch one after the other, each on the screen that the one before has led to."""
        for name in names:
            await self.look()
            for intent in await self._stage.touch(name):
                self._room.does(self._device, intent)
            asking = self._room.stations[self._device].terminal.asking
            self._room.until(lambda: not asking.waiting(Said.COMMAND))  # noqa: B023  asked now
            self._room.advance(500)
        await self.look()
        assert self.screen.notice == ""
        return self.screen

    async def forward(self) -> s.ChairScreen:
        """Take the next step, confirmed where it asks."""
        await self.touch("next-step")
        return await (self.touch("confirm") if "confirm" in await self.look() else self.touch())


def gathered(**consoles: Any) -> SimulatedRoom:
    plan, log = make_plan(MEMBERS, items=3, polls_per_item=2), MemoryEventLog()
    room = SimulatedRoom(plan, roster(MEMBERS), log, CALM, seed=5, **consoles)
    room.connect()
    sign_in(room, MEMBERS)
    return room


async def discussing(stage: Any) -> tuple[SimulatedRoom, Console]:
    room = gathered()
    console = Console(stage, room)
    for _ in ("open-session", "take-item", "start-discussion"):
        await console.forward()
    assert console.screen.next_step.step is s.Step.OPEN_POLL
    return room, console


@pytest.mark.parametrize("device", ["chair", "secretary"])
async def test_every_line_of_the_agenda_and_every_seat_can_be_touched_at_every_stage(
    stage: Any, device: str
) -> None:
    room = gathered(secretaries=("secretary",))
    chair, console = Console(stage, room), Console(stage, room, device)
    for _ in ("open-session", "take-item", "start-discussion"):
        for name in [each for each in await console.look() if each.startswith(("item:", "seat:"))]:
            shown = await console.touch(name)
            if shown.tapped_item or shown.seat:
                await console.touch("cancel")
        stage.begin_anew()
        await chair.forward()
        stage.begin_anew()


async def test_a_line_of_the_agenda_is_moved_postponed_and_brought_back(stage: Any) -> None:
    _, console = await discussing(stage)
    shown = await console.touch("item:item-3", "before:item-2")
    assert [row.item for row in shown.agenda] == ["item-1", "item-3", "item-2"]
    shown = await console.touch("item-step:postpone-item", "item-reason-1", "confirm")
    assert shown.agenda[1].stage is s.ItemStage.POSTPONED
    await console.touch("item:item-3", "item-step:restore-item")
    assert console.screen.agenda[1].stage in {s.ItemStage.PLANNED, s.ItemStage.READY}


async def test_a_poll_is_asked_again_and_the_next_step_is_to_open_it(stage: Any) -> None:
    room, console = await discussing(stage)
    await console.forward()
    for number in range(1, MEMBERS + 1):
        vote(room, number, s.Choice.AGAINST)
    accepted(room, range(1, MEMBERS + 1))
    await console.forward()
    await console.forward()
    shown = await console.touch("vote", "step:revote:poll-1-1", "confirm")
    assert shown.next_step.step is s.Step.OPEN_POLL
    assert shown.next_step.target.startswith("poll-1-1-")


async def test_the_second_tap_of_a_hasty_double_tap_takes_no_step(
    stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.widgets import chair_bar

    room = gathered()
    console = Console(stage, room)
    await console.forward()
    monkeypatch.setattr(chair_bar, "REST_S", 0.5)
    shown = await console.touch("next-step")
    assert shown.next_step.step is s.Step.START_DISCUSSION
    assert "next-step" not in stage.bridge.names()
    await stage.pass_time(0.6)
    assert "next-step" in stage.bridge.names()


async def test_a_finger_means_the_step_it_was_put_on(stage: Any) -> None:
    """The other console takes the step while the finger is down."""
    room = gathered(consoles=("chair", "chair-2"))
    console = Console(stage, room)
    await console.look()
    button = next(
        w for w in stage.bridge.root.walk() if getattr(w, "stable_name", "") == "next-step"
    )
    button.dispatch("on_press")
    step(room, s.Step.OPEN_SESSION, console="chair-2")
    room.advance(500)
    await console.look()
    stage.intents.clear()
    button.dispatch("on_release")
    assert stage.intents == []
