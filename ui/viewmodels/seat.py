"""What leads at a seat, what else can be looked at, and what its status bar says."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from device.screens import PRESSED, Ballot, Form, ItemStage, Quorum, SeatSession


class Place(Enum):
    """What may take the middle of a seat's screen, the most pressing first."""

    CORRECTION = "correction"
    COUNT = "count"
    BALLOT = "ballot"
    VOID = "void"
    RESULT = "result"
    READER = "reader"


# Something may be half done there: it stays until the delegate leaves it.
HALF_DONE = frozenset({Place.CORRECTION, Place.COUNT, Place.BALLOT})


class Bottom(Enum):
    """What the bottom bar is."""

    STATUS = "status"
    SPEAK = "speak"
    VOTE = "vote"
    ANSWER = "answer"
    HANDS = "hands"
    RESULT = "result"


def has_list(ballot: Ballot) -> bool:
    """Whether a ballot needs the middle: rows to fill in, or the items of a package."""
    return ballot.form is not Form.MOTION or bool(ballot.package)


def offered(screen: SeatSession) -> tuple[Place, ...]:
    """The places there are, the most pressing first; the papers are always the last."""
    desk, ballot = screen.desk, screen.ballot
    there = {
        Place.CORRECTION: desk is not None and desk.correction is not None,
        Place.COUNT: desk is not None and desk.count is not None,
        Place.BALLOT: ballot is not None and has_list(ballot),
        Place.VOID: desk is not None and desk.void is not None,
        Place.RESULT: screen.result is not None and ballot is None,
        Place.READER: True,
    }
    return tuple(place for place in Place if there[place])


class Choosing(Struct, frozen=True):
    """What the delegate chose to look at, and the places there were then."""

    place: Place | None = None
    among: tuple[Place, ...] = ()

    def following(self, screen: SeatSession) -> Choosing:
        """The choice after an update: something new takes the middle, unless a thing is half done."""
        now = offered(screen)
        if self.place in now and (now == self.among or self.place in HALF_DONE):
            return Choosing(self.place, now)
        return Choosing(now[0], now)


def bottom(screen: SeatSession, place: Place) -> Bottom:
    """An open poll comes first, then one's own turn; a result has its button while it is looked at."""
    ballot, speak = screen.ballot, screen.speak
    if ballot is None:
        own_turn = speak is not None and speak.speaking
        if place is Place.RESULT and not own_turn:
            return Bottom.RESULT
        return Bottom.STATUS if speak is None else Bottom.SPEAK
    if ballot.kind not in PRESSED:
        return Bottom.HANDS
    return Bottom.VOTE if ballot.form is Form.MOTION else Bottom.ANSWER


class Status(Struct, frozen=True):
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
    if screen.suspended:
        key = "break-until" if screen.returns else "break-open"
        return Status("coffee-outline", "break", key, text=screen.returns)
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
