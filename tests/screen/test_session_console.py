"""A whole session led by touches alone: each touch is answered by the screen that follows it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device import intents as i
from device import screens as s
from tests.screen import samples as base
from tests.screen import samples_console as c

pytestmark = [
    pytest.mark.gl,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.usefixtures("undrawn"),
]

RUNNING = c.RUNNING
TALK = replace(RUNNING.item, stage=s.ItemStage.DISCUSSING, conclusion="", tasks=())


def button(step: s.Step, target: str = "", label: str = "", number: int = 0) -> s.StepButton:
    return s.StepButton(step, target, label, number)


ASSEMBLED = replace(
    base.chair_screens()["chair-assembling"],
    present=19,
    quorum=s.Quorum.MET,
    next_step=button(s.Step.OPEN_SESSION),
)
OPENED = replace(
    c.BETWEEN,
    agenda=base.agenda(0),
    consent=None,
    next_step=button(s.Step.TAKE_ITEM, "item-3", "Kế hoạch đầu tư công", 3),
    other_steps=(),
)
PRESENTED = RUNNING
DISCUSSED = replace(
    RUNNING,
    agenda=base.agenda(3, s.ItemStage.DISCUSSING),
    item=TALK,
    speakers=c.panel(None),
    next_step=button(s.Step.OPEN_POLL, "poll-3", base.QUESTION, 3),
    other_steps=(button(s.Step.CONCLUDE_ITEM, "item-3", base.ITEM.title, 3),),
)
SPOKEN = replace(DISCUSSED, speakers=c.panel(c.SPEAKING, c.queue(*c.QUEUE[2:])))
RESTING = replace(
    DISCUSSED,
    session_open=False,
    suspended=True,
    returns="10:15",
    next_step=button(s.Step.RESUME_SESSION),
    other_steps=(),
)
POLLING = base.chair_screens()["chair-poll"]
COUNTED = base.chair_screens()["chair-result"]
CONCLUDING = replace(
    DISCUSSED,
    item=replace(TALK, stage=s.ItemStage.CONCLUDING),
    next_step=button(s.Step.CONCLUDE_ITEM, "item-3", base.ITEM.title, 3),
    other_steps=(),
)
DONE = replace(
    c.BETWEEN, agenda=base.agenda(8), consent=None, next_step=button(s.Step.CLOSE_SESSION)
)
CLOSED = base.chair_screens()["chair-closed"]


class Room:
    """Plays the terminal: what it is told is checked, and the next screen is shown."""

    def __init__(self, stage: Any) -> None:
        self._stage = stage

    async def sees(self, screen: s.ChairScreen) -> None:
        self._stage.bridge.show(screen)
        await self._stage.bridge.settle()

    async def says(self, *touches: str) -> list[Any]:
        return list(await self._stage.touch(*touches))

    async def leads(self, screen: s.ChairScreen, step: s.Step, *touches: str) -> i.TakeStep:
        """On `screen`, touches end in exactly one step."""
        await self.sees(screen)
        (taken,) = await self.says(*touches)
        assert taken.step is step
        return taken


async def test_a_session_from_its_opening_to_its_closing(stage):
    room = Room(stage)
    await room.leads(ASSEMBLED, s.Step.OPEN_SESSION, "next-step")
    taken = await room.leads(OPENED, s.Step.TAKE_ITEM, "next-step")
    assert taken.target == "item-3"
    await room.leads(PRESENTED, s.Step.START_DISCUSSION, "next-step")

    taken = await room.leads(DISCUSSED, s.Step.GRANT_SPEECH, "grant:m-6")
    assert (taken.target, taken.kind) == ("m-6", "contribution")
    await room.leads(SPOKEN, s.Step.EXTEND_SPEECH, "step:extend-speech")
    await room.leads(SPOKEN, s.Step.END_SPEECH, "step:end-speech")

    taken = await room.leads(DISCUSSED, s.Step.SUSPEND_SESSION, "pause", "break:15")
    assert taken.minutes == 15
    await room.leads(RESTING, s.Step.RESUME_SESSION, "next-step")

    await room.leads(DISCUSSED, s.Step.OPEN_POLL, "next-step")
    await room.leads(POLLING, s.Step.CLOSE_POLL, "next-step", "confirm")
    await room.leads(COUNTED, s.Step.ANNOUNCE_POLL, "next-step", "confirm")

    await room.sees(CONCLUDING)
    assert await room.says("next-step") == []  # no words yet: they are written first
    text = "Thống nhất với nội dung trình; giao Sở Tài chính chủ trì,"
    told = await room.says("phrase-1", "phrase-3", "drawer:agencies", "agency:Sở Tài chính")
    assert told[-1] == i.DraftConclusion("item-3", text.removesuffix(" chủ trì,"))
    await room.says("drawer:phrases", "phrase-4")
    told = await room.says("read-back")
    assert told == [i.DraftConclusion("item-3", text), i.SaveDraft("item-3")]
    drafted = replace(CONCLUDING.item, conclusion=text, tasks=c.TASKS)
    await room.sees(replace(CONCLUDING, item=drafted))
    assert await room.says("confirm") == [i.TakeStep(s.Step.CONCLUDE_ITEM, "item-3", text)]

    await room.leads(DONE, s.Step.CLOSE_SESSION, "next-step", "confirm")
    await room.sees(CLOSED)
    assert "next-step" not in stage.bridge.names()
