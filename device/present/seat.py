"""The seat's screen."""

from __future__ import annotations

from msgspec.structs import replace

from device.present.ballot import ballot
from device.present.clocks import clock_text, date_text
from device.present.common import agenda_rows, header
from device.present.desk import desk
from device.present.polls import result
from device.present.reading import beside, follow, notes, search
from device.present.speakers import speak_bar
from device.reading import papers_of
from device.screens import (
    CallKind,
    Calls,
    PaperTab,
    PersonChoice,
    PollStage,
    Quorum,
    Reader,
    Result,
    SeatScreen,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
    SignInMode,
)
from device.terminal import Terminal
from device.wall_views import voided
from protocol.messages import PersonAt, SessionState
from protocol.topics import Said


def seat_screen(terminal: Terminal, now: int) -> SeatScreen:
    """What the delegate sees now."""
    session, seat = terminal.view.session, terminal.seat
    if session is None:
        return SeatWaiting(header(terminal, now))
    if seat is not None and not seat.present and session.phase != "closed":
        return _arriving(terminal, session, seat, now)
    if not terminal.owner:
        return SeatWaiting(header(terminal, now), fault="seat-not-assigned")
    return _session(terminal, session, now)


def _arriving(terminal: Terminal, session: SessionState, seat: PersonAt, now: int) -> SeatScreen:
    """Whoever is to sign in here, or whom to choose from where anybody may."""
    expected = terminal.view.person(terminal.delegate.attending.expected(seat))
    mode = SignInMode(session.sign_in)
    if expected is None and mode is not SignInMode.PIN_ANYWHERE:
        return SeatWaiting(header(terminal, now), fault="seat-not-assigned")
    stands_for = terminal.view.person(expected.stands_for) if expected else None
    refused = terminal.asking.refusal.get(Said.SIGN_IN, "")
    locked = expected is not None and expected.locked
    return SeatWelcome(
        header=header(terminal, now),
        starts=clock_text(session.starts_at),
        date=date_text(session.starts_at),
        member=expected.person if expected else "",
        person_name=expected.name if expected else "",
        person_title=expected.title if expected else "",
        guest=expected is not None and not expected.votes,
        signing_in=terminal.asking.waiting(Said.SIGN_IN),
        fault="" if refused == "pin-locked" and not locked else refused,
        sign_in=mode,
        pin_digits=terminal.delegate.attending.digits,
        locked=locked,
        persons=() if expected else _choices(terminal),
        substitute_for=stands_for.name if stands_for else "",
    )


def _choices(terminal: Terminal) -> tuple[PersonChoice, ...]:
    return tuple(PersonChoice(each.person, each.name, each.title) for each in terminal.view.persons)


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
        ballot=ballot(terminal, now),
        result=_result(terminal),
        conclusion=concluded[-1].conclusion if concluded else "",
        closed=session.phase == "closed",
        notice=_notice(terminal),
        desk=desk(terminal, session),
        may_leave=bool(terminal.person) and session.phase != "closed",
        search=search(terminal),
        notes=notes(terminal),
        follow=follow(terminal),
        speak=speak_bar(terminal, now),
        calls=_calls(terminal),
        message=terminal.delegate.speaking.message(terminal.view),
        suspended=session.phase == "suspended",
        returns=clock_text(session.returns_at) if session.phase == "suspended" else "",
    )


def _calls(terminal: Terminal) -> Calls:
    call = terminal.delegate.speaking.call
    return Calls(CallKind(call) if call else None)


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
        empty = Reader("", 0, "", 1, 0, 0, readable=False, preview=False, papers=tabs)
        return replace(empty, mode=reading.mode, can_go_back=reading.can_go_back)
    page, bookmarks = reading.page(manifest.paper), terminal.papers.noting.bookmarks(manifest.paper)
    return Reader(
        paper=manifest.paper,
        version=manifest.version,
        title=manifest.title,
        page=page,
        pages=manifest.pages,
        percent=shelf.percent(manifest.paper),
        readable=reading.open_whole(manifest),
        preview=reading.open_at_all(manifest),
        papers=tabs,
        mode=reading.mode,
        can_go_back=reading.can_go_back,
        bookmarks=bookmarks,
        bookmarked=page in bookmarks,
        beside=beside(terminal),
        replaced=reading.replaced(manifest.paper),
    )


def _notice(terminal: Terminal) -> str:
    of_person = terminal.delegate.notice or terminal.notes.fault or _too_late(terminal)
    of_room = "result-void" if voided(terminal.view) else ""
    return of_person or of_room or _paper_fault(terminal) or terminal.reading.notice


def _too_late(terminal: Terminal) -> str:
    """Why what was pressed does not count, from the close to the announcement; then the result says it."""
    poll = terminal.view.poll
    if poll is None or poll.stage != PollStage.CLOSED:
        return ""
    return terminal.voting.refusal(poll.poll, terminal.owner)


def _paper_fault(terminal: Terminal) -> str:
    manifest = terminal.shelf.manifests.get(terminal.reading.paper)
    return terminal.reading.fault(manifest) if manifest else ""


def _result(terminal: Terminal) -> Result | None:
    poll = terminal.view.poll
    if poll is None or poll.stage != PollStage.ANNOUNCED:
        return None
    return None if terminal.notes.dismissed == poll.poll else result(terminal, poll)
