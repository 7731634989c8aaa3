"""The chair's console."""

from __future__ import annotations

from device.present.chair_poll import poll_panel
from device.present.common import (
    MINUTE_MS,
    agenda_rows,
    clock_text,
    header,
    spent_ms,
)
from device.present.polls import result
from device.present.room_map import absentees, room_map, seat_actions
from device.present.steps import questions, steps, tie, voidable
from device.screens import (
    ChairScreen,
    ItemPanel,
    ItemStage,
    PaperTab,
    PollStage,
    Quorum,
    Result,
)
from device.terminal import Terminal
from protocol.messages import ItemState, SessionState
from protocol.topics import Said


def chair_screen(terminal: Terminal, now: int) -> ChairScreen:
    """What the chair sees now."""
    view, told = terminal.view, terminal.view.chair_view
    session = view.session or _NO_SESSION
    next_step, other_steps = steps(view)
    return ChairScreen(
        header=header(terminal, now),
        agenda=agenda_rows(terminal, now, selected=view.agenda.active),
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
        seats_online=sum(seat.online for seat in told.seats),
        seats_total=len(told.seats),
        finish_planned=clock_text(_planned_end(terminal)),
        finish_forecast=clock_text(_forecast(terminal, now)),
        item=_item(terminal, view.item, now) if view.item else None,
        poll=poll_panel(terminal, now),
        result=_result(terminal),
        minutes_ready=session.minutes_ready,
        bundle_received=session.bundle_received,
        notice=terminal.asking.refusal.get(Said.COMMAND, ""),
        waiting=terminal.asking.waiting(Said.COMMAND),
        questions=questions(view),
        voidable=voidable(view),
        tie=tie(view),
        seat=seat_actions(terminal),
        absent=absentees(terminal),
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


def _item(terminal: Terminal, item: ItemState, now: int) -> ItemPanel:
    view = terminal.view
    held = {each.paper: each for each in view.chair_view.papers}
    papers = []
    for manifest in view.catalogue.papers:
        if manifest.item != item.item:
            continue
        known = held.get(manifest.paper)
        percent = known.held * 100 // known.total if known and known.total else 0
        papers.append(
            PaperTab(
                paper=manifest.paper,
                title=manifest.title,
                pages=manifest.pages,
                percent=percent,
                readable=percent == 100,
                preview=percent > 0,
            )
        )
    return ItemPanel(
        item=item.item,
        number=item.number,
        count=len(view.agenda.items),
        title=item.title,
        presenter=item.presenter,
        stage=ItemStage(item.stage),
        started=clock_text(item.started_at),
        planned_minutes=item.planned_minutes,
        elapsed_ms=spent_ms(terminal, item, now) // 1000 * 1000,
        papers=tuple(papers),
        conclusion=terminal.notes.drafts.get(item.item, item.conclusion or item.draft),
        conclusion_confirmed=bool(item.conclusion),
    )


def _result(terminal: Terminal) -> Result | None:
    poll = terminal.view.poll
    return result(terminal, poll) if poll and poll.stage == PollStage.CLOSED else None


def _papers_percent(terminal: Terminal) -> int:
    papers = terminal.view.chair_view.papers
    total = sum(paper.total for paper in papers)
    return sum(paper.held for paper in papers) * 100 // total if total else 100


def _planned_end(terminal: Terminal) -> int | None:
    session = terminal.view.session
    if session is None:
        return None
    planned = sum(item.planned_minutes for item in terminal.view.agenda.items)
    return session.starts_at + planned * MINUTE_MS


def _forecast(terminal: Terminal, now: int) -> int | None:
    """Now, plus what is left of the active item, plus the planned minutes of those to come."""
    at, session = terminal.clock.at(now), terminal.view.session
    if at is None or session is None or session.phase != "open":
        return None
    left = 0
    for item in terminal.view.agenda.items:
        if item.stage == ItemStage.PLANNED:
            left += item.planned_minutes * MINUTE_MS
        elif item.stage != ItemStage.CONCLUDED:
            left += max(0, item.planned_minutes * MINUTE_MS - spent_ms(terminal, item, now))
    return at + left
