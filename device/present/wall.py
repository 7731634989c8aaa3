"""The wall's screen: chosen by what happens."""

from __future__ import annotations

from device.present.common import clock_text, countdown, header, spent_ms
from device.present.polls import labels, package, result, rule, running
from device.screens import (
    Form,
    Header,
    ItemStage,
    PollKind,
    PollStage,
    Quorum,
    WallConclusion,
    WallItem,
    WallPoll,
    WallResult,
    WallScreen,
    WallWelcome,
)
from device.terminal import Terminal
from protocol.messages import ItemState, OnePoll


def wall_screen(terminal: Terminal, now: int) -> WallScreen:
    """What the hall sees now."""
    top = header(terminal, now)
    session, poll, item = terminal.view.session, terminal.view.poll, terminal.view.item
    if session is not None and session.phase == "closed":
        return WallConclusion(top, 0, session.title, "", closed=True)
    if poll is not None and poll.stage == PollStage.ANNOUNCED:
        shown = result(terminal, poll)
        if shown is not None:
            return WallResult(top, shown)
    if poll is not None and poll.stage in {PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED}:
        return _poll(terminal, poll, top, now)
    if item is not None:
        return _item(terminal, item, top, now)
    return _conclusion(terminal, top) or _welcome(terminal, top)


def _poll(terminal: Terminal, poll: OnePoll, top: Header, now: int) -> WallPoll:
    progress = terminal.view.progress(poll.poll)
    counts, votes = running(terminal, poll, progress.counts)
    return WallPoll(
        header=top,
        question=poll.question,
        item_number=terminal.view.item_number(poll.item),
        stage=PollStage(poll.stage),
        countdown=countdown(terminal, poll, now),
        rule=rule(poll.rule),
        entitled_present=len(poll.present),
        pressed=progress.cast,
        kind=PollKind(poll.kind),
        form=Form(poll.form),
        options=labels(poll),
        picks=poll.picks,
        counts=counts,
        votes=votes,
        package=package(terminal, poll),
    )


def _item(terminal: Terminal, item: ItemState, top: Header, now: int) -> WallItem:
    papers = terminal.view.catalogue.papers
    return WallItem(
        header=top,
        number=item.number,
        count=len(terminal.view.agenda.items),
        title=item.title,
        presenter=item.presenter,
        stage=ItemStage(item.stage),
        papers=tuple(paper.title for paper in papers if paper.item == item.item),
        planned_minutes=item.planned_minutes,
        elapsed_ms=spent_ms(terminal, item, now) // 1000 * 1000,
    )


def _conclusion(terminal: Terminal, top: Header) -> WallConclusion | None:
    concluded = [item for item in terminal.view.agenda.items if item.conclusion]
    if not concluded:
        return None
    last = max(concluded, key=lambda item: (item.started_at or 0) + item.spent_ms)
    return WallConclusion(top, last.number, last.title, last.conclusion)


def _welcome(terminal: Terminal, top: Header) -> WallWelcome:
    session = terminal.view.session
    planned = [item for item in terminal.view.agenda.items if item.stage == ItemStage.PLANNED]
    return WallWelcome(
        header=top,
        present=session.present if session else 0,
        members=session.members if session else 0,
        needed=session.needed if session else 0,
        quorum=Quorum(session.quorum) if session else Quorum.SHORT,
        session_open=session is not None and session.phase == "open",
        starts=clock_text(session.starts_at) if session else "",
        next_title=planned[0].title if planned else "",
        next_number=planned[0].number if planned else 0,
    )
