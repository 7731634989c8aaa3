"""Values of a vote: rule, ballot, count and result."""

from __future__ import annotations

from msgspec import Struct

from device.screens.shared import Countdown
from device.screens.words import (
    Base,
    Choice,
    Form,
    Lamp,
    Level,
    Outcome,
    PollKind,
    PollStage,
    Standing,
    Witness,
)


class Rule(Struct, frozen=True):
    """A majority rule as numbers: needed of `base_count`, for example 11 of 21."""

    base: Base
    numerator: int
    denominator: int
    strict: bool
    needed: int
    base_count: int
    citation: str
    verified: bool  # False shows "chưa đối chiếu"
    plus: int | None = None  # the formula of hall systems: at least floor(base · n/d) + plus
    abstention: str = "counted"  # counted, subtracted, barring


class BallotOption(Struct, frozen=True):
    """One row of a ballot with several options, as filled in so far."""

    option: str
    label: str
    picked: bool = False  # OPTIONS
    level: Level | None = None  # CONFIDENCE
    votes: tuple[int, ...] = ()  # running counts of it, where they are shown to all


class Ballot(Struct, frozen=True):
    """The vote panel under the reader while a poll is open."""

    poll: str
    question: str
    item_number: int
    stage: PollStage  # OPEN or PAUSED
    countdown: Countdown
    rule: Rule
    may_change: bool
    may_vote: bool  # by whatever `kind` says; False for guests and unsigned seats
    lamp: Lamp
    choice: Choice | None  # what was pressed last
    receipt: int | None  # sequence number of the record, once accepted
    accepted_at: str = ""  # "09:31:12"
    refusal: str = ""  # error code
    confirming: Choice | None = None  # touched once, to be confirmed
    kind: PollKind = PollKind.ROLL_CALL
    form: Form = Form.MOTION
    options: tuple[BallotOption, ...] = ()
    picks: int = 1  # how many options may be chosen
    complete: bool = False  # OPTIONS, CONFIDENCE: filled in far enough to be sent
    confirming_answer: bool = False  # OPTIONS, CONFIDENCE: "send" was touched, to be confirmed
    own_answer: tuple[str, ...] | None = None  # OPTIONS, CONFIDENCE: what was sent last
    counts: Counts | None = None  # where running counts are shown to all
    package: tuple[str, ...] = ()  # titles of the items a package carries, its own among them


class Counts(Struct, frozen=True):
    """The five facts of a result, in their fixed order.

    With `excluded` and `invalid` they add up to `members`; when options were voted on, the first three are 0
    and `cast` stands for them.
    """

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    cast: int = 0
    blank: int = 0
    invalid: int = 0
    excluded: int = 0


class OptionRow(Struct, frozen=True):
    """One option in a result: its votes, or its high, medium and low ratings, and the verdict."""

    option: str
    label: str
    votes: tuple[int, ...]
    standing: Standing


class Result(Struct, frozen=True):
    """A counted poll with everything a doubter needs to see."""

    poll: str
    question: str
    item_number: int
    stage: PollStage  # CLOSED or ANNOUNCED
    counts: Counts
    outcome: Outcome
    rule: Rule
    code: tuple[str, ...]  # four syllables; empty until counted here
    witness: Witness
    own_choice: Choice | None = None
    own_receipt: int | None = None
    own_counted: bool = False
    seats_agreeing: int = 0  # console only
    seats_present: int = 0
    kind: PollKind = PollKind.ROLL_CALL
    form: Form = Form.MOTION
    options: tuple[OptionRow, ...] = ()
    places: int = 1
    own_answer: tuple[str, ...] | None = None
    own_corrected: bool = False  # the own answer was put right by the secretary
    own_refusal: str = ""  # code: why the hub did not take what was pressed last
    tie_choice: Choice | None = None  # how the chair decided a tie
    corrections: int = 0  # made by the secretary; the minutes tell them
    repeats: bool = False  # a re-vote, or a second round
    package: tuple[str, ...] = ()
