"""The seat's screen."""

from __future__ import annotations

from device.present.common import (
    agenda_rows,
    clock_text,
    countdown,
    date_text,
    header,
    result,
    rule,
)
from device.reading import papers_of
from device.screens import (
    Ballot,
    Lamp,
    PaperTab,
    PollStage,
    Quorum,
    Reader,
    Result,
    SeatScreen,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
)
from device.terminal import Terminal
from protocol.messages import PersonAt, SessionState
from protocol.topics import Said


def seat_screen(terminal: Terminal, now: int) -> SeatScreen:
    """What the delegate sees now."""
    session, seat = terminal.view.session, terminal.seat
    if session is None:
        return SeatWaiting(header(terminal, now))
    if seat is None or not seat.person:
        return SeatWaiting(header(terminal, now), fault="seat-not-assigned")
    if not seat.present and session.phase != "closed":
        return _welcome(terminal, session, seat, now)
    return _session(terminal, session, now)


def _welcome(terminal: Terminal, session: SessionState, seat: PersonAt, now: int) -> SeatWelcome:
    return SeatWelcome(
        header=header(terminal, now),
        starts=clock_text(session.starts_at),
        date=date_text(session.starts_at),
        member=seat.person,
        person_name=seat.name,
        person_title=seat.title,
        guest=not seat.votes,
        signing_in=terminal.asking.waiting(Said.SIGN_IN),
        fault=terminal.asking.refusal.get(Said.SIGN_IN, ""),
    )


def _session(terminal: Terminal, session: SessionState, now: int) -> SeatSession:
    shown = terminal.reading.shown_item(terminal.view.agenda)
    concluded = [i for i in terminal.view.agenda.items if i.conclusion and i.item == shown]
    return SeatSession(
        header=header(terminal, now),
        agenda=agenda_rows(terminal, now, selected=shown),
        reader=_reader(terminal, shown),
        session_open=session.phase == "open",
        quorum=Quorum(session.quorum),
        present=session.present,
        needed=session.needed,
        members=session.members,
        ballot=_ballot(terminal, now),
        result=_result(terminal),
        conclusion=concluded[-1].conclusion if concluded else "",
        closed=session.phase == "closed",
        notice=terminal.notes.fault or _paper_fault(terminal),
    )


def _reader(terminal: Terminal, item: str) -> Reader:
    shelf, reading = terminal.shelf, terminal.reading
    manifest = shelf.manifests.get(reading.paper)
    tabs = tuple(
        PaperTab(
            paper=each.paper,
            title=each.title,
            pages=each.pages,
            percent=shelf.percent(each.paper),
            readable=shelf.readable(each.paper),
            preview=shelf.previewable(each.paper),
            selected=each.paper == reading.paper,
        )
        for each in papers_of(shelf, item)
    )
    if manifest is None:
        return Reader("", 0, "", 1, 0, 0, readable=False, preview=False, papers=tabs)
    return Reader(
        paper=manifest.paper,
        version=manifest.version,
        title=manifest.title,
        page=reading.page(manifest.paper),
        pages=manifest.pages,
        percent=shelf.percent(manifest.paper),
        readable=reading.open_whole(manifest),
        preview=reading.open_at_all(manifest),
        papers=tabs,
    )


def _paper_fault(terminal: Terminal) -> str:
    manifest = terminal.shelf.manifests.get(terminal.reading.paper)
    return terminal.reading.fault(manifest) if manifest else ""


def _ballot(terminal: Terminal, now: int) -> Ballot | None:
    poll = terminal.view.poll
    if poll is None or poll.stage not in {PollStage.OPEN, PollStage.PAUSED}:
        return None
    voting = terminal.voting
    own = voting.ballot(poll.poll)
    lamp = voting.lamp(poll.poll)
    return Ballot(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        countdown=countdown(terminal, poll, now),
        rule=rule(poll.rule),
        may_change=poll.press == "last",
        may_vote=terminal.may_vote(poll),
        lamp=lamp,
        choice=voting.choice(poll.poll),
        receipt=own.receipt if own and lamp is Lamp.ACCEPTED else None,
        accepted_at=_accepted_at(terminal, poll.poll),
        refusal=voting.refusal(poll.poll),
        confirming=terminal.notes.confirming,
    )


def _accepted_at(terminal: Terminal, poll: str) -> str:
    at = terminal.notes.accepted_at.get(poll)
    return clock_text(at, seconds=True)


def _result(terminal: Terminal) -> Result | None:
    poll = terminal.view.poll
    if poll is None or poll.stage != PollStage.ANNOUNCED:
        return None
    return None if terminal.notes.dismissed == poll.poll else result(terminal, poll)
