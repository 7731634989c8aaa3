"""Polls: how they are taken, timed and judged, and what came of them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class PollKind(StrEnum):
    """How a poll is taken. A secret one is refused, not imitated.

    ROLL_CALL (công khai ghi tên): signed ballots, everybody's answer is public. UNNAMED (công khai không ghi
    tên): the same ballots, names only in the record. SHOW_OF_HANDS (giơ tay): one person enters counts, or
    names. PAPER (phiếu giấy): two persons enter the same counts, each without seeing the other's.
    """

    ROLL_CALL = "roll-call"
    UNNAMED = "unnamed"
    SHOW_OF_HANDS = "show-of-hands"
    PAPER = "paper"
    SECRET = "secret"  # noqa: S105  a kind of poll, no password


class Form(StrEnum):
    """What one answer looks like.

    MOTION: one `Choice`. OPTIONS: at most `picks` of the options, in their order (elections, questions with
    several answers); none is a blank ballot. CONFIDENCE (lấy phiếu tín nhiệm): one `Level` for each option,
    in their order.
    """

    MOTION = "motion"
    OPTIONS = "options"
    CONFIDENCE = "confidence"


class Level(StrEnum):
    """Tín nhiệm cao, tín nhiệm, tín nhiệm thấp."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Choice(StrEnum):
    """The three legal answers: tán thành, không tán thành, không biểu quyết."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Base(StrEnum):
    """The number a majority is measured against."""

    MEMBERS = "members"
    ENTITLED = "entitled"
    PRESENT = "present"
    CAST = "cast"
    FOR_AND_AGAINST = "for-and-against"


class PressRule(StrEnum):
    """Which press of one person counts."""

    FIRST = "first"
    LAST = "last"


class Interim(StrEnum):
    """Who sees running counts while a poll is open."""

    NOBODY = "nobody"
    CHAIR = "chair"
    ALL = "all"


class TieRule(StrEnum):
    """What decides when as many are for as against.

    CHAIR_SIDE: the side on which the chair voted, only if exactly half of all members stand on each
    side. CHAIR_SIDE_ANY: the same for any tie. CHAIR_ONLY_IN_TIE: the chair does not vote, and after a tie
    adds one vote to either side. NONE: a tie is not a majority. A rule that asks for more than
    half (two thirds, unanimity) is never met by a tie.
    """

    NONE = "none"
    CHAIR_SIDE = "chair-side"
    CHAIR_SIDE_ANY = "chair-side-any"
    CHAIR_ONLY_IN_TIE = "chair-only-in-tie"


class Abstention(StrEnum):
    """What an abstention does: counts in the base like any ballot, leaves it, or bars the motion.

    BARRING: when more abstain than are for, and than are against, the motion is not carried.
    """

    COUNTED = "counted"
    SUBTRACTED = "subtracted"
    BARRING = "barring"


class Release(StrEnum):
    """When a result becomes public: with the close, or when the chair announces it."""

    AT_ONCE = "at-once"
    ANNOUNCED = "announced"


class SecondRound(StrEnum):
    """By which rule the second round of an election is judged: the same, or most votes win."""

    SAME = "same"
    RELATIVE = "relative"


class QuorumPolicy(StrEnum):
    """What a missing quorum does to a new poll."""

    BLOCK = "block"
    FLAG = "flag"


class Outcome(StrEnum):
    """The verdict of a poll under its rule: Đạt, Không đạt, cần biểu quyết lại.

    CHAIR_DECIDES: a tie that waits for the chair's vote. COUNTED: a confidence rating, judged option by
    option. For OPTIONS, CARRIED means that every place is filled, VOTE_AGAIN that some are not.
    """

    CARRIED = "carried"
    NOT_CARRIED = "not-carried"
    VOTE_AGAIN = "vote-again"
    CHAIR_DECIDES = "chair-decides"
    COUNTED = "counted"


class Standing(StrEnum):
    """The verdict on one option. TIED: level with another one for the last place, so neither has it."""

    ELECTED = "elected"
    NOT_ELECTED = "not-elected"
    TIED = "tied"
    KEPT = "kept"
    MAY_RESIGN = "may-resign"
    DISMISSAL = "dismissal"


class MajorityRule(Struct, frozen=True):
    """`Y·d > n·B` when strict, `Y·d >= n·B` otherwise, over the base B.

    With `plus` k, as hall voting systems have it: `Y >= floor(n·B/d) + k`, whatever `strict` says.
    `citation` names the legal basis as printed; `verified` is False until a person has checked it.
    """

    base: Base
    numerator: int
    denominator: int
    strict: bool
    citation: str
    verified: bool
    plus: int | None = None


class Share(Struct, frozen=True):
    """More than (`strict`) or at least `numerator`/`denominator` of a base."""

    numerator: int
    denominator: int
    strict: bool


class ConfidenceRule(Struct, frozen=True):
    """How many "low" ratings, of the poll's base, let a person resign, and lead to a dismissal."""

    resign: Share
    dismiss: Share


class PollSettings(Struct, frozen=True):
    """How one poll is pressed, timed and judged; defaults come from the body's rule pack."""

    majority: MajorityRule
    press: PressRule
    duration_ms: int | None  # None: the chair ends it
    interim: Interim
    tie: TieRule
    quorum: QuorumPolicy
    abstention: Abstention = Abstention.COUNTED
    release: Release = Release.ANNOUNCED
    second_round: SecondRound = SecondRound.SAME
    confidence: ConfidenceRule | None = None  # CONFIDENCE polls have one


class Option(Struct, frozen=True):
    """One thing or person to choose. A person's label is empty: the roster has the name under `option`."""

    option: str
    label: str


class PollPlan(Struct, frozen=True):
    """A poll as prepared before the session, or asked in it.

    `picks`: options one ballot may choose; `places`: options that can be elected. `package`: further items
    that one vote carries (trọn gói). `excluded`: members who do not vote in this matter. `replaces`: the
    poll this one repeats. `drafted`: prepared, but not yet declared ready.
    """

    poll: str
    item: str
    question: str
    kind: PollKind
    settings: PollSettings
    form: Form = Form.MOTION
    options: tuple[Option, ...] = ()
    picks: int = 1
    places: int = 1
    package: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    replaces: str = ""
    drafted: bool = False


class NamedAnswer(Struct, frozen=True):
    """What one person answered, as somebody else wrote it down; empty strikes it out."""

    person: str
    answer: tuple[str, ...]


class Entry(Struct, frozen=True):
    """Counts that a person typed, of a show of hands or of paper ballots.

    `cast` is everything handed in (hands raised), `blank` and `invalid` among it. `counts`: for, against,
    abstain (MOTION); votes of each option (OPTIONS); high, medium, low of each option in turn (CONFIDENCE).
    `named`: a show of hands by name, from which the counts must follow.
    """

    cast: int
    counts: tuple[int, ...]
    blank: int = 0
    invalid: int = 0
    named: tuple[NamedAnswer, ...] = ()
