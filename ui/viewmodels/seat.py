"""What leads at a seat, and what its status bar says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from device.screens import ItemStage, Quorum, SeatSession


class Middle(Enum):
    """What takes the middle of a seat's screen."""

    READER = auto()
    RESULT = auto()


class Bottom(Enum):
    """What the bottom bar is."""

    STATUS = auto()
    VOTE = auto()
    RESULT = auto()


def middle(screen: SeatSession) -> Middle:
    """A result stands in the middle unless a newer poll is open: then the papers are wanted."""
    return Middle.RESULT if screen.result and not screen.ballot else Middle.READER


def bottom(screen: SeatSession) -> Bottom:
    """An open poll comes first."""
    if screen.ballot is not None:
        return Bottom.VOTE
    return Bottom.RESULT if screen.result is not None else Bottom.STATUS


@dataclass(frozen=True)
class Status:
    """An icon, a small line (key) and a large one: a key with values, or a text people wrote."""

    icon: str
    small: str
    key: str = ""
    number: int = 0
    text: str = ""


_DOING = {
    ItemStage.PRESENTING: ("presentation", "status-presenting"),
    ItemStage.DISCUSSING: ("forum", "status-discussing"),
    ItemStage.VOTING: ("vote", "status-voting"),
    ItemStage.CONCLUDING: ("gavel", "status-concluding"),
    ItemStage.PAUSED: ("pause", "status-paused"),
}


def status(screen: SeatSession) -> Status:
    """What is going on in the room, in one line."""
    if screen.closed:
        return Status("lock-outline", "status-now", "status-closed")
    if not screen.session_open:
        return Status("progress-clock", "status-awaiting", "status-opening")
    active = next((row for row in screen.agenda if row.active), None)
    if active is None:
        return Status("progress-clock", "status-awaiting", "status-next-item")
    icon, key = _DOING.get(active.stage, ("progress-clock", "status-item"))
    return Status(icon, key, "item-title", active.number, active.title)


def quorum_icon(quorum: Quorum) -> str:
    """A shape beside the words of the quorum lamp."""
    return "check-bold" if quorum is Quorum.MET else "alert"
