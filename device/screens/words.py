"""The words a screen tells apart, as enums."""

from __future__ import annotations

from enum import StrEnum


class Link(StrEnum):
    """How the terminal stands with its hub."""

    SEARCHING = "searching"  # no hub found yet
    CONNECTING = "connecting"  # found, not yet admitted
    ONLINE = "online"
    LOST = "lost"  # was online; what is shown may be old
    REFUSED = "refused"  # the hub or its certificate was not accepted


class Choice(StrEnum):
    """The three legal answers, in the order every screen keeps."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class PollKind(StrEnum):
    """How a poll is taken; see `hub.domain.vocabulary`."""

    ROLL_CALL = "roll-call"
    UNNAMED = "unnamed"
    SHOW_OF_HANDS = "show-of-hands"
    PAPER = "paper"
    SECRET = "secret"  # noqa: S105  a kind of poll, no password


PRESSED = frozenset({PollKind.ROLL_CALL, PollKind.UNNAMED})  # the others are counted by hand


class Form(StrEnum):
    """What one answer looks like: a choice, some of several options, a level for each option."""

    MOTION = "motion"
    OPTIONS = "options"
    CONFIDENCE = "confidence"


class Level(StrEnum):
    """Tín nhiệm cao, tín nhiệm, tín nhiệm thấp."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Standing(StrEnum):
    """The verdict on one option."""

    ELECTED = "elected"
    NOT_ELECTED = "not-elected"
    TIED = "tied"
    KEPT = "kept"
    MAY_RESIGN = "may-resign"
    DISMISSAL = "dismissal"


class NoteKind(StrEnum):
    """Tô sáng, gạch chân, bút, ghi chú chữ, đánh dấu trang."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    PEN = "pen"
    TEXT = "text"
    BOOKMARK = "bookmark"


class ReadingMode(StrEnum):
    """One page at a time, all of them one below the other, or a page's words in large letters."""

    SINGLE = "single"
    CONTINUOUS = "continuous"
    TEXT = "text"


class SignInMode(StrEnum):
    """How persons sign in; see `hub.domain.vocabulary`."""

    OFF = "off"
    ASSIGNMENT = "assignment"
    PIN_HERE = "pin-here"
    PIN_ANYWHERE = "pin-anywhere"


class Lamp(StrEnum):
    """What the hub has done with this delegate's press; never what was merely pressed."""

    OFF = "off"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ItemStage(StrEnum):
    """Where an agenda item stands; `domain.md` 4.5."""

    PLANNED = "planned"
    READY = "ready"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"
    PAUSED = "paused"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"


class Quorum(StrEnum):
    """Whether enough members are present to proceed."""

    SHORT = "short"
    MET = "met"
    LOST = "lost"


class PollStage(StrEnum):
    """Where a poll stands, as far as a screen tells the stages apart."""

    DRAFTED = "drafted"
    READY = "ready"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ANNOUNCED = "announced"
    VOIDED = "voided"
    SUPERSEDED = "superseded"


class Outcome(StrEnum):
    """The verdict of a poll under its rule."""

    CARRIED = "carried"
    NOT_CARRIED = "not-carried"
    VOTE_AGAIN = "vote-again"
    CHAIR_DECIDES = "chair-decides"
    COUNTED = "counted"


class Base(StrEnum):
    """The number a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class Witness(StrEnum):
    """What this terminal's own recount says about a published result."""

    COUNTING = "counting"
    AGREES = "agrees"
    DIFFERS = "differs"
