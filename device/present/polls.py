"""Polls as the screens of all roles show them: rules, running counts, results."""

from __future__ import annotations

from device.screens import (
    PRESSED,
    Base,
    Choice,
    Counts,
    Form,
    Level,
    OptionRow,
    Outcome,
    PollKind,
    PollStage,
    Result,
    Rule,
    Standing,
    Witness,
)
from device.terminal import Terminal
from protocol.messages import BallotsState, OnePoll, ResultState, RuleState

ANSWERING = frozenset({PollStage.OPEN, PollStage.PAUSED})


def rule(state: RuleState) -> Rule:
    """How a poll is judged, for the screens."""
    return Rule(
        base=Base(state.base),
        numerator=state.numerator,
        denominator=state.denominator,
        strict=state.strict,
        needed=state.needed,
        base_count=state.base_count,
        citation=state.citation,
        verified=state.verified,
        plus=state.plus,
        abstention=state.abstention,
    )


def package(terminal: Terminal, poll: OnePoll) -> tuple[str, ...]:
    """Titles of all the items that a package carries, that of the poll itself among them."""
    items = terminal.view.agenda.items if poll.package else ()
    return tuple(item.title for item in items if item.item in {poll.item, *poll.package})


def labels(poll: OnePoll) -> tuple[str, ...]:
    """Names of the options, in their order."""
    return tuple(option.label for option in poll.options)


def running(
    terminal: Terminal, poll: OnePoll, told: tuple[int, ...]
) -> tuple[Counts | None, tuple[tuple[int, ...], ...]]:
    """Counts so far, of a motion and of each option; nothing where they may not be seen."""
    width = len(Level) if poll.form == Form.CONFIDENCE else 1
    if poll.form == Form.MOTION:
        return (_running(terminal, poll, told) if len(told) == len(Choice) else None), ()
    if len(told) != width * len(poll.options):
        return None, ()
    return None, tuple(told[at : at + width] for at in range(0, len(told), width))


def _running(terminal: Terminal, poll: OnePoll, told: tuple[int, ...]) -> Counts:
    yes, no, abstain = told
    session = terminal.view.session
    members = session.members if session else len(poll.roll)
    cast = yes + no + abstain
    return Counts(
        in_favour=yes,
        against=no,
        abstain=abstain,
        silent=len(poll.present) - cast,
        absent=len(poll.roll) - len(poll.present),
        members=members,
        cast=cast,
        excluded=members - len(poll.roll),
    )


def result(terminal: Terminal, poll: OnePoll) -> Result | None:
    """A counted poll with this terminal's own recount beside it."""
    if poll.result is None:
        return None
    own = terminal.voting.ballot(poll.poll, terminal.owner)
    testimony = terminal.stand.testimony
    about = testimony and (testimony.poll, testimony.record_seq)
    found = testimony if about == (poll.poll, poll.record_seq) else None
    view = terminal.view.chair_view
    motion = poll.form == Form.MOTION
    noted = None if own else _noted(terminal.view.ballots, poll, terminal.owner)
    answer = own.answer if own else noted
    return Result(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        counts=counts(poll.result),
        outcome=Outcome(poll.result.outcome),
        rule=rule(poll.rule),
        code=found.code if found else (),
        witness=_witness(terminal, found.agrees if found else None),
        own_choice=Choice(answer[0]) if answer and motion else None,
        own_receipt=own.receipt if own else None,
        own_counted=found.own_counted if found else False,
        own_corrected=bool(found and found.own_corrected) or _corrected(poll, noted),
        own_refusal=terminal.voting.refusal(poll.poll, terminal.owner),
        seats_agreeing=view.agreeing,
        seats_present=sum(seat.present for seat in terminal.view.people.seats),
        kind=PollKind(poll.kind),
        form=Form(poll.form),
        options=_options(poll, poll.result),
        places=poll.places,
        own_answer=answer if not motion else None,
        tie_choice=Choice(poll.tie_choice) if poll.tie_choice else None,
        corrections=poll.corrections,
        repeats=bool(poll.replaces),
        package=package(terminal, poll),
    )


def _noted(ballots: BallotsState, poll: OnePoll, person: str) -> tuple[str, ...] | None:
    """What others wrote down for a person: a correction, or a hand counted by name."""
    if not person or ballots.poll != poll.poll:
        return None
    corrected = {each.person: each.answer for each in ballots.ballots if each.corrected}
    named = {each.person: each.answer for each in (ballots.entry.named if ballots.entry else ())}
    return (corrected | named).get(person)


def _corrected(poll: OnePoll, noted: tuple[str, ...] | None) -> bool:
    return noted is not None and poll.kind in PRESSED


def counts(state: ResultState) -> Counts:
    """The numbers of a result."""
    return Counts(
        in_favour=state.in_favour,
        against=state.against,
        abstain=state.abstain,
        silent=state.silent,
        absent=state.absent,
        members=state.members,
        cast=state.cast,
        blank=state.blank,
        invalid=state.invalid,
        excluded=state.excluded,
    )


def _options(poll: OnePoll, state: ResultState) -> tuple[OptionRow, ...]:
    names = {option.option: option.label for option in poll.options}
    return tuple(
        OptionRow(row.option, names.get(row.option, ""), row.votes, Standing(row.standing))
        for row in state.options
    )


def _witness(terminal: Terminal, agrees: bool | None) -> Witness:
    if terminal.view.contradicted or agrees is False:
        return Witness.DIFFERS
    return Witness.AGREES if agrees else Witness.COUNTING
