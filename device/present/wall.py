"""The wall's screen, one function a view; which view it is says `device.wall_views`."""

from __future__ import annotations

from collections.abc import Callable

from device.assigning import to_screen
from device.present.clocks import clock_text, countdown, down, spent_ms, up
from device.present.common import agenda_rows, called, header
from device.present.polls import labels, package, result, rule, running
from device.present.speakers import queue, speech
from device.present.wall_names import wall_names
from device.screens import (
    Form,
    ItemStage,
    PollKind,
    PollStage,
    Quorum,
    SpeechKind,
    WallAgenda,
    WallBreak,
    WallConclusion,
    WallItem,
    WallMessage,
    WallPage,
    WallPoll,
    WallResult,
    WallScreen,
    WallSpeaker,
    WallView,
    WallVoided,
    WallWelcome,
)
from device.terminal import Terminal
from device.wall_views import concluded, item_meant, result_meant, shown, voided
from protocol.messages import ItemState


def wall_screen(terminal: Terminal, now: int) -> WallScreen:
    """What the hall sees now; also at a console, which looks at the same."""
    return _VIEWS[shown(terminal.view)](terminal, now) or _welcome(terminal, now)


def _welcome(terminal: Terminal, now: int) -> WallWelcome:
    session, first = terminal.view.session, _next_planned(terminal)
    return WallWelcome(
        header=header(terminal, now),
        present=session.present if session else 0,
        members=session.members if session else 0,
        needed=session.needed if session else 0,
        quorum=Quorum(session.quorum) if session else Quorum.SHORT,
        session_open=session is not None and session.phase == "open",
        starts=clock_text(session.starts_at) if session else "",
        next_title=first.title if first else "",
        next_number=first.number if first else 0,
    )


def _agenda(terminal: Terminal, now: int) -> WallAgenda:
    return WallAgenda(header(terminal, now), agenda_rows(terminal, now))


def _item(terminal: Terminal, now: int) -> WallItem | None:
    item, papers = item_meant(terminal.view), terminal.view.catalogue.papers
    if item is None:
        return None
    talk = speech(terminal, now)
    presenting = talk is not None and talk.kind is SpeechKind.PRESENTATION
    return WallItem(
        header=header(terminal, now),
        number=item.number,
        count=len(terminal.view.agenda.items),
        title=item.title,
        presenter=item.presenter,
        stage=ItemStage(item.stage),
        papers=tuple(paper.title for paper in papers if paper.item == item.item),
        planned_minutes=item.planned_minutes,
        elapsed_ms=down(spent_ms(terminal, item, now)),
        presenting=talk if presenting and item.item == terminal.view.agenda.active else None,
    )


def _speaker(terminal: Terminal, now: int) -> WallSpeaker | None:
    current, talk = terminal.view.speakers.current, speech(terminal, now)
    if current is None or talk is None:
        return None
    item = terminal.view.item_called(current.item)
    return WallSpeaker(
        header=header(terminal, now),
        number=item.number if item else 0,
        item_title=item.title if item else "",
        speech=talk,
        queue=queue(terminal.view),
    )


def _poll(terminal: Terminal, now: int) -> WallPoll | None:
    poll = terminal.view.poll
    if poll is None:
        return None
    progress = terminal.view.progress(poll.poll)
    counts, votes = running(terminal, poll, progress.counts)
    return WallPoll(
        header=header(terminal, now),
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


def _result(terminal: Terminal, now: int) -> WallResult | None:
    poll = result_meant(terminal.view)
    counted = result(terminal, poll) if poll else None
    return WallResult(header(terminal, now), counted) if counted else None


def _conclusion(terminal: Terminal, now: int) -> WallConclusion | None:
    session, item, top = terminal.view.session, concluded(terminal.view), header(terminal, now)
    if session is not None and session.phase == "closed":
        return WallConclusion(top, 0, session.title, "", closed=True)
    if item is None:
        return None
    tasks = tuple(to_screen(each) for each in item.tasks)
    return WallConclusion(top, item.number, item.title, item.conclusion, tasks=tasks)


def _break(terminal: Terminal, now: int) -> WallBreak:
    session, first, at = terminal.view.session, _next_planned(terminal), terminal.clock.at(now)
    returns = session.returns_at if session else None
    left = up(max(0, returns - at)) if returns is not None and at is not None else None
    item = terminal.view.item or first  # the one that goes on, or the next
    return WallBreak(
        header=header(terminal, now),
        returns=clock_text(returns),
        remaining_ms=left,
        next_number=item.number if item else 0,
        next_title=item.title if item else "",
    )


def _message(terminal: Terminal, now: int) -> WallMessage:
    return WallMessage(header(terminal, now), terminal.view.hall.notice)


def _voided(terminal: Terminal, now: int) -> WallVoided | None:
    poll = voided(terminal.view)
    if poll is None:
        return None
    return WallVoided(header(terminal, now), poll.question, poll.void_reason)


def _page(terminal: Terminal, now: int) -> WallPage | None:
    view = terminal.view
    found = next((p for p in view.catalogue.papers if p.paper == view.presenter.paper), None)
    if found is None:
        return None
    reading, page = terminal.reading, min(max(1, view.presenter.page), found.pages)
    first = page == 1 and reading.open_at_all(found)
    return WallPage(
        header=header(terminal, now),
        paper=found.paper,
        version=found.version,
        title=found.title,
        page=page,
        pages=found.pages,
        presenter=called(view, view.presenter.person),
        readable=first or reading.open_whole(found),
    )


def _next_planned(terminal: Terminal) -> ItemState | None:
    items = terminal.view.agenda.items
    return next((item for item in items if item.stage == ItemStage.PLANNED), None)


_VIEWS: dict[WallView, Callable[[Terminal, int], WallScreen | None]] = {
    WallView.WELCOME: _welcome,
    WallView.AGENDA: _agenda,
    WallView.ITEM: _item,
    WallView.SPEAKER: _speaker,
    WallView.POLL: _poll,
    WallView.RESULT: _result,
    WallView.NAMES: wall_names,
    WallView.CONCLUSION: _conclusion,
    WallView.BREAK: _break,
    WallView.MESSAGE: _message,
    WallView.PAGE: _page,
    WallView.VOIDED: _voided,
}
