"""The chair's console."""

from __future__ import annotations

from device.present.common import (
    MINUTE_MS,
    agenda_rows,
    clock_text,
    countdown,
    header,
    result,
    rule,
    spent_ms,
)
from device.present.steps import steps
from device.screens import (
    ChairScreen,
    Counts,
    ItemPanel,
    ItemStage,
    MapSeat,
    PaperTab,
    PollPanel,
    PollStage,
    Quorum,
    Result,
    SeatState,
)
from device.terminal import Terminal
from protocol.messages import ItemState, OnePoll, PersonAt, SeatHealth, SessionState
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
        map=_map(terminal),
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
        poll=_poll(terminal, now),
        result=_result(terminal),
        minutes_ready=session.minutes_ready,
        bundle_received=session.bundle_received,
        notice=terminal.asking.refusal.get(Said.COMMAND, ""),
        waiting=terminal.asking.waiting(Said.COMMAND),
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


def _map(terminal: Terminal) -> tuple[MapSeat, ...]:
    view = terminal.view
    health = {seat.seat: seat for seat in view.chair_view.seats}
    chair = view.session.chair if view.session else ""
    poll = view.poll if view.poll and view.poll.stage in _ANSWERING else None
    opened = view.session is not None and view.session.phase != "convened"
    return tuple(
        MapSeat(
            seat=seat.seat,
            label=seat.seat,
            short_name=seat.short,
            column=seat.column,
            row=seat.row,
            state=_seat_state(seat, health.get(seat.seat), poll, opened=opened),
            chair=bool(seat.person) and seat.person == chair,
            guest=bool(seat.person) and not seat.votes,
        )
        for seat in view.people.seats
    )


_ANSWERING = {PollStage.OPEN, PollStage.PAUSED}


def _seat_state(
    seat: PersonAt, health: SeatHealth | None, poll: OnePoll | None, *, opened: bool
) -> SeatState:
    if not seat.person:
        return SeatState.EMPTY
    if not seat.present:
        return SeatState.ABSENT if opened else SeatState.AWAITED
    pressed = health is not None and health.pressed
    if poll is not None and pressed:
        return SeatState.PRESSED
    if health is not None and not health.online:
        return SeatState.TROUBLE
    if poll is not None and seat.person in poll.present:
        return SeatState.NOT_PRESSED
    return SeatState.PRESENT


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


def _poll(terminal: Terminal, now: int) -> PollPanel | None:
    poll, told = terminal.view.poll, terminal.view.chair_view
    if poll is None or poll.stage not in _ANSWERING:
        return None
    running = None
    if len(told.counts) == 3:  # for, against, abstain
        yes, no, abstain = told.counts
        members = terminal.view.session.members if terminal.view.session else 0
        silent = len(poll.present) - yes - no - abstain
        running = Counts(yes, no, abstain, silent, members - len(poll.present), members)
    return PollPanel(
        poll=poll.poll,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        countdown=countdown(terminal, poll, now),
        rule=rule(poll.rule),
        entitled_present=len(poll.present),
        pressed=terminal.view.pressed(poll.poll),
        counts=running,
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
