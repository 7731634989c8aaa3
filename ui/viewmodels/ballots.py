"""A ballot with several rows: which of them can be touched, and what the send button says."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from device.screens import Ballot, BallotOption, Form, Lamp, Level, PollStage

TWO_COLUMNS_FROM = 6  # rows; fewer fill the card one under the other


class OptionState(Struct, frozen=True):
    """One row of a ballot; `votes` are running counts, where all may see them."""

    option: str
    label: str
    picked: bool
    level: Level | None
    enabled: bool
    votes: tuple[int, ...] = ()


class Send(Struct, frozen=True):
    """The send button: a key of the wording, and whether it can be touched."""

    key: str
    enabled: bool


def answerable(ballot: Ballot) -> bool:
    """Whether the rows can be touched now."""
    if ballot.stage is not PollStage.OPEN or not ballot.may_vote:
        return False
    return ballot.own_answer is None or ballot.lamp is Lamp.REFUSED or ballot.may_change


def picked(ballot: Ballot) -> int:
    """How many options are chosen, or rated."""
    rated = ballot.form is Form.CONFIDENCE
    return sum(o.level is not None if rated else o.picked for o in ballot.options)


def option_states(ballot: Ballot) -> tuple[OptionState, ...]:
    """The rows. With all picks given away only a chosen one can be touched, unless it is one of one."""
    free = answerable(ballot)
    full = ballot.form is Form.OPTIONS and ballot.picks > 1 and picked(ballot) >= ballot.picks
    return tuple(
        OptionState(o.option, o.label, o.picked, o.level, free and (o.picked or not full), o.votes)
        for o in ballot.options
    )


def filled_in(ballot: Ballot) -> tuple[str, ...]:
    """The answer as the rows stand now."""
    if ballot.form is Form.CONFIDENCE:
        return tuple(str(o.level) for o in ballot.options if o.level is not None)
    return tuple(o.option for o in ballot.options if o.picked)


def send(ballot: Ballot) -> Send:
    """What the send button says; sent once, it waits for a change."""
    if not ballot.may_vote:
        return Send("vote-not-entitled", enabled=False)
    free = answerable(ballot) and ballot.complete and not ballot.confirming_answer
    if ballot.own_answer is None or ballot.lamp is Lamp.REFUSED:
        return Send("send-ballot", free)
    if not ballot.may_change or filled_in(ballot) == ballot.own_answer:
        return Send("ballot-sent", enabled=False)
    return Send("send-ballot-again", free)


def answer_labels(options: tuple[BallotOption, ...], answer: tuple[str, ...]) -> tuple[str, ...]:
    """The names behind the option ids of an answer, in the order of the ballot."""
    return tuple(o.label for o in options if o.option in answer)


# ── one person's ballot, put right ──────────────────────────────────────────────────────────────


def rows_of(
    form: Form, options: Sequence[BallotOption], answer: tuple[str, ...]
) -> tuple[OptionState, ...]:
    """The rows of a ballot filled in with `answer`; every row can be touched."""
    levels = dict(zip((o.option for o in options), answer, strict=False))
    rated = form is Form.CONFIDENCE
    return tuple(
        OptionState(
            o.option,
            o.label,
            not rated and o.option in answer,
            Level(levels[o.option]) if rated and o.option in levels else None,
            enabled=True,
        )
        for o in options
    )


def with_pick(
    answer: tuple[str, ...], option: str, options: Sequence[str], picks: int
) -> tuple[str, ...]:
    """`answer` with an option chosen or taken back, in ballot order; a full ballot takes no more."""
    chosen = set(answer) ^ {option}
    if len(chosen) > picks:
        chosen = {option} if picks == 1 else set(answer)
    return tuple(o for o in options if o in chosen)


def with_level(
    answer: tuple[str, ...], option: str, level: Level, options: Sequence[str]
) -> tuple[str, ...]:
    """`answer` with one person rated anew; a struck-out ballot begins with the middle level."""
    before = answer or (str(Level.MEDIUM),) * len(options)
    return tuple(
        str(level) if o == option else rated for o, rated in zip(options, before, strict=True)
    )
