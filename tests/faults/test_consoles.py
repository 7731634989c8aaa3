"""Consoles with real windows die in mid-poll and in mid-speech, hub and broker under them; others lead on.

One room for all of it: a session of 24 seats goes from its first poll to its bundle through every death.
"""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from firmware_config.demo.cast import Actor
from tests.support.hall import (
    CHAIR,
    SEATS,
    Hall,
    call,
    import_meeting,
    running,
    stage_room,
    terminal_settings,
    until,
    write_folder,
)

pytestmark = [pytest.mark.faults, pytest.mark.broker, pytest.mark.gl]

TABLETS = ("chair-2", "chair-3")
TAKES_OVER = 10.0  # seconds in which another console has to lead
GLANCE = 0.1  # seconds between two looks at a window, which works for each
STARTS = 45.0  # seconds for a window under load; it takes three to five
SPEAKER_SEAT, SPEAKER = SEATS[6], "dai-bieu-07"


class Tablet:
    """A console with a window, touched like one."""

    def __init__(self, hall: Hall, device: str) -> None:
        self._hall, self._device = hall, device
        self._actor: Actor | None = None

    async def start(self) -> None:
        settings = str(terminal_settings(self._hall.room, self._device))
        window = ("--control", "--windowed", "--offscreen")
        self._actor = await self._hall.cast.start(
            self._device, "ui.run", "chair", *window, settings
        )

    async def die(self) -> None:
        """As if its battery were torn out; returns at once."""
        actor, self._actor = self._window, None
        os.kill(actor.pid, signal.SIGKILL)
        await self._hall.cast.dismiss(actor)

    async def screen(self) -> dict[str, Any]:
        shown: dict[str, Any] = await self._window.do("screen", device=self._device)
        return shown

    async def touch(self, name: str, limit: float = TAKES_OVER) -> None:
        """Touch something, once it can be touched."""

        async def there() -> bool:
            await asyncio.sleep(GLANCE)
            return name in await self._window.do("names")

        await until(there, limit)
        await self._window.do("touch", name=name)

    async def shows(self, step: str, limit: float = TAKES_OVER) -> None:
        """Wait until the blue button offers `step` and nothing is on its way."""

        async def offered() -> bool:
            await asyncio.sleep(GLANCE)
            shown = await self.screen()
            assert not shown.get("notice"), shown["notice"]
            return bool(shown["next_step"]["step"] == step and not shown["waiting"])

        await until(offered, limit)

    async def speaking(self, *, wanted: str) -> None:
        """Wait until this person, or nobody, has the floor on this console."""

        async def so() -> bool:
            await asyncio.sleep(GLANCE)
            panel = (await self.screen()).get("speakers") or {}
            current = panel["speakers"]["current"] if panel else None
            return bool((current["person"] if current else "") == wanted)

        await until(so, TAKES_OVER)

    @property
    def _window(self) -> Actor:
        assert self._actor is not None
        return self._actor


async def test_whatever_dies_under_the_chair_another_console_leads_the_session_on(
    tmp_path: Path,
) -> None:
    room = stage_room(tmp_path / "room", (CHAIR, *TABLETS))
    import_meeting(room, write_folder(tmp_path / "folder"))
    async with running(room, tmp_path / "logs") as hall:
        one, other = (Tablet(hall, device) for device in TABLETS)
        await asyncio.gather(hall.begin(), one.start(), other.start())
        await one.shows("close-poll", limit=STARTS)
        await other.shows("close-poll", limit=STARTS)
        await in_mid_poll(hall, one, other)
        await without_broker_and_hub(hall, one, other)
        await in_mid_speech(hall, one, other)
        await hall.close()
        bundle = await hall.bundle()
        await hall.stop_hub()
    verdict = await asyncio.to_thread(call, "audit.main", bundle)
    assert verdict.returncode == 0, verdict.stdout


async def in_mid_poll(hall: Hall, one: Tablet, other: Tablet) -> None:
    """The console that paused the poll dies; the other resumes it, and the restarted one closes it."""
    for seat in SEATS[:12]:
        await hall.press(seat, "for")
    await one.touch("pause")
    await other.shows("resume-poll")
    await one.die()
    await other.touch("next-step")
    await other.shows("close-poll")
    await one.start()
    for seat in SEATS[12:]:
        await hall.press(seat, "against")
    await hall.all_accepted()
    await one.shows("close-poll", limit=STARTS)
    for name in ("next-step", "confirm"):
        await one.touch(name)
    await other.shows("announce-poll")
    for name in ("next-step", "confirm"):
        await other.touch(name)
    await other.shows("conclude-item")


async def without_broker_and_hub(hall: Hall, one: Tablet, other: Tablet) -> None:
    """Broker and hub die with both consoles at work; each leads once they are back."""
    await hall.do("speak", device=SPEAKER_SEAT)
    await hall.kill_broker()
    await one.touch(f"grant:{SPEAKER}")
    await other.speaking(wanted=SPEAKER)
    await hall.kill_hub()
    await hall.start_hub()
    await one.touch("step:end-speech")
    await other.speaking(wanted="")
    assert (await one.screen())["notice"] == (await other.screen())["notice"] == ""


async def in_mid_speech(hall: Hall, one: Tablet, other: Tablet) -> None:
    """The console that gave the floor dies; the other ends the speech."""
    await hall.do("speak", device=SPEAKER_SEAT)
    await one.touch(f"grant:{SPEAKER}")
    await other.speaking(wanted=SPEAKER)
    await one.die()
    await other.touch("step:extend-speech")
    await other.touch("step:end-speech")
    await other.speaking(wanted="")
