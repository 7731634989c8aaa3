"""Commands about papers, asked of the hub that runs or done on a record that nobody holds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from hub.application.ports import Acceptance
from hub.application.room import Rejection
from hub.domain.commands import Command, RecallPaper, ReleasePaper
from hub.hotline import Answer
from protocol import shapes
from protocol.errors import RemoteProtocolError

SOCKET = "hub.sock"  # in the hub's data folder

Ask: TypeAlias = Callable[[Command], Awaitable[Acceptance | Rejection]]


async def answer_command(question: Mapping[str, Any], meeting: str, ask: Ask) -> Answer:
    """Do what one of the hub's own commands asks, for the meeting that is held."""
    if question.get("meeting") != meeting:
        return {"code": "other-meeting"}
    try:
        command = _command(question)
    except RemoteProtocolError:
        return {"code": "bad-question"}
    outcome = await ask(command)
    if isinstance(outcome, Rejection):
        return {"code": outcome.code}
    return {"done": True, "seq": outcome.seq}


def release_question(meeting: str, command: ReleasePaper) -> dict[str, Any]:
    """What to ask a running hub."""
    return {"do": "release", "meeting": meeting, "release": shapes.to_json(command)}


def recall_question(meeting: str, command: RecallPaper) -> dict[str, Any]:
    """What to ask a running hub."""
    return {"do": "recall", "meeting": meeting, "recall": shapes.to_json(command)}


def _command(question: Mapping[str, Any]) -> Command:
    kind = question.get("do")
    if kind == "release":
        return shapes.from_json(ReleasePaper, question.get("release"))
    if kind == "recall":
        return shapes.from_json(RecallPaper, question.get("recall"))
    raise RemoteProtocolError("unexpected-shape", "unknown command")
