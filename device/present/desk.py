"""The desk of a secretary or teller, as it is shown."""

from __future__ import annotations

from msgspec.structs import replace

from device.counting import Sheet, columns
from device.desk import Draft, may_correct, void_proposed
from device.screens import (
    BallotOption,
    CorrectionDesk,
    CountDesk,
    CountRow,
    Desk,
    Form,
    NamedRow,
    PollKind,
    VoidDesk,
)
from device.terminal import Terminal
from protocol.messages import EntryState, OnePoll, SessionState
from protocol.topics import Said

ON_PAPER = 2  # persons who must type the same


def desk(terminal: Terminal, session: SessionState) -> Desk | None:
    """What the person here has to do beside being a delegate; None for everybody else."""
    person = terminal.person
    if not person or person not in {session.secretary, session.chair, *session.tellers}:
        return None
    return Desk(
        count=count_desk(terminal),
        void=_void(terminal, person),
        correction=_correction(terminal),
        may_correct=may_correct(terminal.view, person),
    )


def entries_needed(poll: OnePoll) -> int:
    """How many persons must type the counts of a poll; none if it is pressed."""
    return {PollKind.SHOW_OF_HANDS: 1, PollKind.PAPER: ON_PAPER}.get(PollKind(poll.kind), 0)


def entries_differ(poll: OnePoll) -> bool:
    """Whether enough persons have typed, but no two the same."""
    numbers = [(each.cast, each.counts, each.blank, each.invalid) for each in poll.entries]
    enough = len(numbers) >= ON_PAPER and poll.kind == PollKind.PAPER
    return enough and len(set(numbers)) == len(numbers)


def count_desk(terminal: Terminal) -> CountDesk | None:
    """The counts being typed here."""
    working = terminal.delegate.desk
    if working.sheet is None:
        return None
    person, poll = terminal.person, working.sheet.poll
    shown = _sheet(terminal, working.sheet, poll.entries, person)
    return replace(
        shown,
        entered=working.entered == working.sheet.entry(),
        waiting=terminal.asking.waiting(Said.COUNT),
        refusal=terminal.asking.refusal.get(Said.COUNT, ""),
    )


def _sheet(
    terminal: Terminal, sheet: Sheet, entries: tuple[EntryState, ...], person: str
) -> CountDesk:
    poll, entry = sheet.poll, sheet.entry()
    hands = poll.kind == PollKind.SHOW_OF_HANDS
    others = [each for each in entries if each.person != person]
    seen = [each.counts for each in others if each.shown] if poll.kind == PollKind.PAPER else []
    names = {option.option: option.label for option in poll.options}
    rows = tuple(
        CountRow(
            key=key,
            label=names.get(key.partition("/")[0], ""),
            value=entry.counts[place],
            differs=bool(seen) and all(each[place] != entry.counts[place] for each in seen),
        )
        for place, key in enumerate(columns(poll))
    )
    return CountDesk(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        kind=PollKind(poll.kind),
        form=Form(poll.form),
        rows=rows,
        cast=entry.cast,
        blank=entry.blank,
        invalid=entry.invalid,
        present=len(poll.present),
        named=_named(terminal, poll, sheet.named) if hands else (),
        by_name=sheet.by_name,
        complete=sheet.complete(),
        others=len(others),
        needed=entries_needed(poll),
        options=_options(poll),
        picks=poll.picks,
    )


def _void(terminal: Terminal, person: str) -> VoidDesk | None:
    poll = void_proposed(terminal.view, person)
    if poll is None:
        return None
    return VoidDesk(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        reason=poll.void_proposed,
        waiting=terminal.asking.waiting(Said.VOID_ANSWER),
        refusal=terminal.asking.refusal.get(Said.VOID_ANSWER, ""),
    )


def _correction(terminal: Terminal) -> CorrectionDesk | None:
    draft = terminal.delegate.desk.draft
    if draft is None:
        return None
    poll, sheet = draft.poll, draft.sheet
    return CorrectionDesk(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        form=Form(poll.form),
        named=() if sheet else _named(terminal, poll, _answers(draft)),
        changed=tuple(draft.answers),
        counts=_sheet(terminal, sheet, (), "") if sheet else None,
        reason=draft.reason,
        complete=draft.complete(),
        waiting=terminal.asking.waiting(Said.CORRECTION),
        refusal=terminal.asking.refusal.get(Said.CORRECTION, ""),
        options=_options(poll),
        picks=poll.picks,
    )


def _answers(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {**draft.known, **draft.answers}


def _named(
    terminal: Terminal, poll: OnePoll, answers: dict[str, tuple[str, ...]]
) -> tuple[NamedRow, ...]:
    rows = []
    for person in poll.present:
        known = terminal.view.person(person)
        name = known.name if known else person
        rows.append(NamedRow(person, name, answers.get(person, ())))
    return tuple(rows)


def _options(poll: OnePoll) -> tuple[BallotOption, ...]:
    return tuple(BallotOption(option.option, option.label) for option in poll.options)
