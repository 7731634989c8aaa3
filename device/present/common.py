"""What the screens of all roles have in common: header and agenda rows."""

from __future__ import annotations

from device.present.clocks import MINUTE_MS, clock_text, spent_ms
from device.room_view import RoomView
from device.screens import AgendaRow, Header, ItemStage
from device.terminal import Terminal
from protocol.messages import ItemState

LEFT_OUT = frozenset({ItemStage.POSTPONED, ItemStage.WITHDRAWN, ItemStage.PASSED})


def header(terminal: Terminal, now: int) -> Header:
    """The band on top; it names whoever has the chair now."""
    session, seat = terminal.view.session, terminal.seat
    return Header(
        meeting_title=session.title if session else "",
        body_name=session.body_name if session else "",
        room_name=session.room_name if session else "",
        chair_title=presiding(terminal.view) or (session.chair_title if session else ""),
        clock=clock_text(terminal.clock.at(now)),
        link=terminal.link,
        seat_label=seat.seat if seat else "",
        person=seat.title if seat else "",
    )


def presiding(view: RoomView) -> str:
    """Title or name of whoever has the chair now; empty if it is the chair of the plan."""
    session = view.session
    if session is None or view.presiding == session.chair:
        return ""
    return called(view, view.presiding)


def called(view: RoomView, person: str) -> str:
    """How a person is called: by title, else by name, else by id."""
    found = view.person(person)
    return (found.title or found.name) if found else person


def agenda_rows(
    terminal: Terminal, now: int, selected: str = "", consent: tuple[str, ...] = ()
) -> tuple[AgendaRow, ...]:
    """The agenda; planned starts follow from the meeting's start and the items before.

    An item that was left out without having begun takes nobody's time.
    """
    session = terminal.view.session
    start = session.starts_at if session else 0
    rows = []
    for item in terminal.view.agenda.items:
        begins = item.started_at or start
        rows.append(
            AgendaRow(
                item=item.item,
                number=item.number,
                title=item.title,
                presenter=item.presenter,
                planned_start=clock_text(begins),
                planned_minutes=item.planned_minutes,
                spent_minutes=spent_ms(terminal, item, now) // MINUTE_MS,
                stage=ItemStage(item.stage),
                active=item.item == terminal.view.agenda.active,
                selected=item.item == selected,
                papers_missing=papers_missing(terminal.view, item),
                consent=item.item in consent,
            )
        )
        if item.stage not in LEFT_OUT or item.started_at is not None:
            start = begins + item.planned_minutes * MINUTE_MS
    return tuple(rows)


def papers_missing(view: RoomView, item: ItemState) -> int:
    """How many papers announced for an item are not there."""
    here = sum(paper.item == item.item for paper in view.catalogue.papers)
    return max(0, item.expected_papers - here)
