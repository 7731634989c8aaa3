"""The chair's console, and the secretary's, which has the paperwork alone."""

from __future__ import annotations

from msgspec.structs import replace

from device.present.chair_hall import calls, deputies, preview
from device.present.chair_item import item_panel
from device.present.chair_names import named_answers
from device.present.chair_poll import poll_panel
from device.present.clocks import clock_text, date_text
from device.present.common import agenda_rows, header, presiding
from device.present.forecast import forecast, late_minutes, planned_end
from device.present.item_steps import consent, item_actions
from device.present.polls import result
from device.present.room_map import absentees, room_map, seat_actions
from device.present.speakers import speakers_panel
from device.present.steps import questions, steps, tie, void_waiting, voidable
from device.screens import ChairScreen, ConsoleRole, PollStage, Quorum, Result
from device.terminal import Terminal
from protocol.messages import SessionState
from protocol.topics import Said


def chair_screen(terminal: Terminal, now: int) -> ChairScreen:
    """What the chair sees now."""
    view, session = terminal.view, terminal.view.session or _NO_SESSION
    suspended, at = session.phase == "suspended", terminal.clock.at(now)
    return replace(
        _at_hand(terminal, session, now),
        finish_planned=clock_text(planned_end(terminal)),
        finish_forecast=clock_text(forecast(terminal, now)),
        late_minutes=late_minutes(terminal, now),
        minutes_ready=session.minutes_ready,
        bundle_received=session.bundle_received,
        centre=view.chair_view.centre,
        seat=seat_actions(terminal),
        absent=absentees(terminal),
        presiding=presiding(view),
        deputies=deputies(terminal),
        suspended=suspended,
        returns=clock_text(session.returns_at) if suspended else "",
        speakers=speakers_panel(terminal, now),
        calls=calls(terminal, now),
        message=view.hall.notice,
        wall=preview(terminal, now),
        tapped_item=item_actions(view, terminal.console.item, chair=True),
        agencies=session.agencies,
        named=named_answers(view),
        today=date_text(at) if at is not None else "",
    )


def _at_hand(terminal: Terminal, session: SessionState, now: int) -> ChairScreen:
    """Agenda, people, the next step, and whichever of item, poll and result leads."""
    view, seats = terminal.view, terminal.view.chair_view.seats
    next_step, other_steps = steps(view)
    proposed = consent(view)
    return ChairScreen(
        header=header(terminal, now),
        agenda=agenda_rows(terminal, now, view.agenda.active, proposed.items if proposed else ()),
        present=session.present,
        members=session.members,
        needed=session.needed,
        quorum=Quorum(session.quorum),
        guests_present=session.guests,
        map=room_map(terminal),
        next_step=next_step,
        other_steps=other_steps,
        session_open=session.phase == "open",
        closed=session.phase == "closed",
        papers_percent=_papers_percent(terminal),
        seats_online=sum(seat.online for seat in seats),
        seats_total=len(seats),
        item=item_panel(terminal, now),
        poll=poll_panel(terminal, now),
        result=_result(terminal),
        notice=terminal.console.refusal(),
        waiting=terminal.asking.waiting(Said.COMMAND),
        questions=questions(view),
        voidable=voidable(view),
        voidable_question=view.poll.question if view.poll and voidable(view) else "",
        void_waiting=void_waiting(view),
        tie=tie(view),
        consent=proposed,
    )


def secretary_screen(terminal: Terminal, now: int) -> ChairScreen:
    """The same room without the chair's steps: nothing here opens, calls, asks or concludes.

    The chair's next step is told, and cannot be taken here.
    """
    whole = chair_screen(terminal, now)
    panel = whole.speakers
    return replace(
        whole,
        role=ConsoleRole.SECRETARY,
        other_steps=(),
        questions=(),
        voidable="",
        tie="",
        consent=None,
        agenda=tuple(replace(row, consent=False) for row in whole.agenda),
        speakers=replace(panel, may_grant=False) if panel else None,
        tapped_item=item_actions(terminal.view, terminal.console.item, chair=False),
    )


_NO_SESSION = SessionState(
    title="",
    body_name="",
    room_name="",
    chair_title="",
    chair="",
    starts_at=0,
    phase="convened",
    opened_at=None,
    closed_at=None,
    quorum="short",
    present=0,
    needed=0,
    members=0,
    guests=0,
    minutes_ready=False,
    bundle_received=False,
)


def _result(terminal: Terminal) -> Result | None:
    poll = terminal.view.poll
    return result(terminal, poll) if poll and poll.stage == PollStage.CLOSED else None


def _papers_percent(terminal: Terminal) -> int:
    papers = terminal.view.chair_view.papers
    total = sum(paper.total for paper in papers)
    return sum(paper.held for paper in papers) * 100 // total if total else 100
