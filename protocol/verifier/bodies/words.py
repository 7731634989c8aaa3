"""The enumerated words of the record."""

from __future__ import annotations

from enum import StrEnum


class PollKind(StrEnum):
    """How a poll is taken; `SECRET` is reserved."""

    ROLL_CALL = "roll-call"
    UNNAMED = "unnamed"
    SHOW_OF_HANDS = "show-of-hands"
    PAPER = "paper"
    SECRET = "secret"  # noqa: S105  a kind of poll, no password


class Form(StrEnum):
    """What one answer looks like."""

    MOTION = "motion"
    OPTIONS = "options"
    CONFIDENCE = "confidence"


class Choice(StrEnum):
    """The answers to a motion."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """What a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class PressRule(StrEnum):
    """Which press of a person counts."""

    FIRST = "first"
    LAST = "last"


class Interim(StrEnum):
    """Who sees running counts."""

    NOBODY = "nobody"
    CHAIR = "chair"
    ALL = "all"


class TieRule(StrEnum):
    """What decides a tie."""

    NONE = "none"
    CHAIR_SIDE = "chair-side"
    CHAIR_SIDE_ANY = "chair-side-any"
    CHAIR_ONLY_IN_TIE = "chair-only-in-tie"


class Abstention(StrEnum):
    """What an abstention does."""

    COUNTED = "counted"
    SUBTRACTED = "subtracted"
    BARRING = "barring"


class Release(StrEnum):
    """When a result becomes public."""

    AT_ONCE = "at-once"
    ANNOUNCED = "announced"


class SecondRound(StrEnum):
    """By which rule a second round is judged."""

    SAME = "same"
    RELATIVE = "relative"


class QuorumPolicy(StrEnum):
    """What a missing quorum does to a new poll."""

    BLOCK = "block"
    FLAG = "flag"


class SignInMode(StrEnum):
    """How persons sign in."""

    OFF = "off"
    ASSIGNMENT = "assignment"
    PIN_HERE = "pin-here"
    PIN_ANYWHERE = "pin-anywhere"


class Role(StrEnum):
    """What somebody comes as."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    GUEST = "guest"


class Absence(StrEnum):
    """With reason, or without."""

    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


class Stage(StrEnum):
    """Where an item stands."""

    PLANNED = "planned"
    PRESENTING = "presenting"
    DISCUSSING = "discussing"
    VOTING = "voting"
    CONCLUDING = "concluding"
    CONCLUDED = "concluded"
    PAUSED = "paused"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"


class SpeechKind(StrEnum):
    """What somebody speaks as."""

    PRESENTATION = "presentation"
    CONTRIBUTION = "contribution"
    DEBATE = "debate"
    QUESTION = "question"
    ANSWER = "answer"
    ORDER = "order"


class QueueMode(StrEnum):
    """Who speaks next."""

    CHAIR = "chair"
    FIFO = "fifo"
    GROUPS = "groups"


class Reason(StrEnum):
    """Who ended a poll."""

    CHAIR = "chair"
    TIME = "time"


PRESSED = frozenset({PollKind.ROLL_CALL, PollKind.UNNAMED})
WITH_PIN = frozenset({SignInMode.PIN_HERE, SignInMode.PIN_ANYWHERE})
