"""Snapshots of the polls: questions, rules, counts, and what they were counted from."""

from __future__ import annotations

from msgspec import Struct


class ShareState(Struct, frozen=True):
    """More than (`strict`) or at least a fraction."""

    numerator: int
    denominator: int
    strict: bool


class RuleState(Struct, frozen=True):
    """How a poll is judged; `needed` of `base_count`, both as far as known before the count.

    `resign` and `dismiss` are the shares of "low" ratings that count, in a confidence rating alone.
    """

    base: str
    numerator: int
    denominator: int
    strict: bool
    tie: str
    needed: int
    base_count: int
    citation: str
    verified: bool
    plus: int | None = None
    abstention: str = "counted"
    resign: ShareState | None = None
    dismiss: ShareState | None = None


class OptionState(Struct, frozen=True):
    """One thing or person to choose, with its name."""

    option: str
    label: str


class OptionResult(Struct, frozen=True):
    """Votes of one option, or its high, medium and low ratings, and the verdict on it."""

    option: str
    votes: tuple[int, ...]
    standing: str


class NamedState(Struct, frozen=True):
    """What one person answered in a show of hands taken by name."""

    person: str
    answer: tuple[str, ...]


class EntryState(Struct, frozen=True):
    """Counts somebody typed; see `hub.domain.vocabulary.Entry`. `shown` is False while the other person,
    who must not see them, has not typed yet: all numbers are 0 then.
    """

    person: str
    shown: bool
    cast: int
    counts: tuple[int, ...]
    blank: int
    invalid: int
    named: tuple[NamedState, ...]


class ResultState(Struct, frozen=True):
    """The hub's count of a closed poll; see `hub.domain.tally.Result`."""

    in_favour: int
    against: int
    abstain: int
    silent: int
    absent: int
    members: int
    base_count: int
    needed: int
    outcome: str
    cast: int = 0
    blank: int = 0
    invalid: int = 0
    excluded: int = 0
    options: tuple[OptionResult, ...] = ()


class OnePoll(Struct, frozen=True):
    """A poll in any of its stages.

    `roll` and `present` are frozen at the opening and told of the current poll alone: a long session's
    lists would not fit into one message. `result` is there from the close on, for witnesses to compare;
    screens show it once announced. `record_seq` and `record_hash` are those of the record that made the
    result what it is: the closing, the chair's deciding vote, or the latest correction. `tie_choice` is
    that vote.
    `excluded` do not vote in this matter; `entries` are those of the current poll.
    """

    poll: str
    item: str
    question: str
    kind: str
    stage: str
    rule: RuleState
    press: str
    interim: str
    duration_ms: int | None
    closes_at: int | None
    remaining_ms: int | None
    roll: tuple[str, ...]
    present: tuple[str, ...]
    roll_sha256: str
    result: ResultState | None
    record_seq: int
    record_hash: str
    form: str = "motion"
    options: tuple[OptionState, ...] = ()
    picks: int = 1
    places: int = 1
    package: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    replaces: str = ""
    superseded_by: str = ""
    release: str = "announced"
    void_proposed: str = ""  # the chair's reason, until the secretary has answered
    void_reason: str = ""
    entries: tuple[EntryState, ...] = ()
    tie_choice: str = ""
    corrections: int = 0


class PollState(Struct, frozen=True):
    """All polls of the meeting in the order of the agenda; `current` is one of them or empty."""

    polls: tuple[OnePoll, ...]
    current: str


class ProgressState(Struct, frozen=True):
    """How many persons have pressed in the current poll: small, since it changes with every press.

    `counts` are running counts where the poll shows them to all: for, against, abstain; or as in an entry.
    """

    poll: str
    cast: int
    counts: tuple[int, ...] = ()


class BallotShown(Struct, frozen=True):
    """One counted ballot, as every terminal may recount it.

    `person` is empty in an unnamed poll, except for the chair's when it decided a tie. `ballot` is the
    ballot's id; of a corrected answer, the correction's.
    """

    person: str
    answer: tuple[str, ...]
    ballot: str
    corrected: bool = False


class BallotsState(Struct, frozen=True):
    """What the latest closed poll was counted from; empty poll id when there is none.

    Ballots sorted by person, or by ballot in an unnamed poll; or the `entry` of hands or paper.
    """

    poll: str
    ballots: tuple[BallotShown, ...]
    entry: EntryState | None = None
