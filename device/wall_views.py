"""Which view the hall sees: by what happens, unless the chair pinned one.

| first of these that holds                       | view       |
|-------------------------------------------------|------------|
| the session is closed                           | conclusion |
| a view is pinned that can be shown              | that one   |
| the chair has a message to all                  | message    |
| a break                                         | break      |
| a result is announced, and nobody spoke since   | result     |
| a poll is open, paused or not announced         | poll       |
| a poll was voided, and nobody spoke since       | voided     |
| somebody shows a page                           | page       |
| somebody speaks, who does not present           | speaker    |
| an item is active                               | item       |
| an item was concluded                           | conclusion |
| the session is open                             | agenda     |
| else                                            | welcome    |

A poll ends whatever is being said, so a speech goes on only after the latest result.
"""

from __future__ import annotations

from collections.abc import Callable

from device.room_view import RoomView
from device.screens import Form, PollKind, PollStage, SpeechKind, WallView
from protocol.messages import ItemState, OnePoll

_UNSETTLED = frozenset({PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED})


def shown(view: RoomView) -> WallView:
    """The view the hall sees now; never `AUTOMATIC`."""
    if _phase(view) == "closed":
        return WallView.CONCLUSION
    wanted = pinned(view)
    if wanted is not WallView.AUTOMATIC:
        return wanted
    return next((found for found, holds in _BY_ITSELF if holds(view)), WallView.WELCOME)


def pinned(view: RoomView) -> WallView:
    """The view the chair pinned, if it can be shown; else `AUTOMATIC`."""
    try:
        wanted = WallView(view.hall.pinned)
    except ValueError:
        return WallView.AUTOMATIC
    return wanted if can_show(view, wanted) else WallView.AUTOMATIC


def can_show(view: RoomView, wanted: WallView) -> bool:
    """Whether there is anything to show in that view."""
    can = _CAN.get(wanted)
    return view.session is not None and can is not None and can(view)


def item_meant(view: RoomView) -> ItemState | None:
    """The item of the item view: the one pinned, else the active one."""
    return view.item_called(_target(view)) or view.item


def result_meant(view: RoomView) -> OnePoll | None:
    """The poll of the result view: the one pinned, else the one that leads; None until announced."""
    poll = view.poll_called(_target(view)) or view.poll
    counted = poll is not None and poll.stage == PollStage.ANNOUNCED and poll.result is not None
    return poll if counted else None


def voided(view: RoomView) -> OnePoll | None:
    """The poll of the active item that was declared void, until a vote or a speech follows."""
    if view.poll is not None or view.speakers.current is not None:
        return None
    of_item = (each for each in view.polls.polls if each.item == view.agenda.active)
    void = [each for each in of_item if each.stage == PollStage.VOIDED and not each.superseded_by]
    return void[-1] if void else None


def concluded(view: RoomView) -> ItemState | None:
    """The item of the conclusion view: the one pinned, else the latest concluded."""
    items = [item for item in view.agenda.items if item.conclusion]
    pinned_item = next((item for item in items if item.item == _target(view)), None)
    latest = max(items, key=lambda item: (item.started_at or 0) + item.spent_ms, default=None)
    return pinned_item or latest


def _target(view: RoomView) -> str:
    return view.hall.target if view.hall.pinned else ""


def _phase(view: RoomView) -> str:
    return view.session.phase if view.session else ""


def _speaks(view: RoomView) -> bool:
    current = view.speakers.current
    return current is not None and current.kind != SpeechKind.PRESENTATION


def _result_leads(view: RoomView) -> bool:
    poll = view.poll
    announced = poll is not None and poll.stage == PollStage.ANNOUNCED and poll.result is not None
    return announced and view.speakers.current is None


def _poll_leads(view: RoomView) -> bool:
    return view.poll is not None and view.poll.stage in _UNSETTLED


def _has_names(view: RoomView) -> bool:
    poll = result_meant(view)
    named = poll is not None and (poll.kind, poll.form) == (PollKind.ROLL_CALL, Form.MOTION)
    return named and poll is not None and view.ballots.poll == poll.poll


def _presents(view: RoomView) -> bool:
    shown_by = view.presenter
    papers = view.catalogue.papers
    return bool(shown_by.device) and any(each.paper == shown_by.paper for each in papers)


def _nothing_yet(view: RoomView) -> bool:
    return _phase(view) == "open" and bool(view.agenda.items)


_BY_ITSELF: tuple[tuple[WallView, Callable[[RoomView], bool]], ...] = (
    (WallView.MESSAGE, lambda view: bool(view.hall.notice)),
    (WallView.BREAK, lambda view: _phase(view) == "suspended"),
    (WallView.RESULT, _result_leads),
    (WallView.POLL, _poll_leads),
    (WallView.VOIDED, lambda view: voided(view) is not None),
    (WallView.PAGE, _presents),
    (WallView.SPEAKER, _speaks),
    (WallView.ITEM, lambda view: view.item is not None),
    (WallView.CONCLUSION, lambda view: concluded(view) is not None),
    (WallView.AGENDA, _nothing_yet),
)

_CAN: dict[WallView, Callable[[RoomView], bool]] = {
    WallView.WELCOME: lambda _: True,
    WallView.AGENDA: lambda view: bool(view.agenda.items),
    WallView.ITEM: lambda view: item_meant(view) is not None,
    WallView.SPEAKER: lambda view: view.speakers.current is not None,
    WallView.POLL: _poll_leads,
    WallView.RESULT: lambda view: result_meant(view) is not None,
    WallView.NAMES: _has_names,
    WallView.CONCLUSION: lambda view: concluded(view) is not None,
    WallView.BREAK: lambda view: _phase(view) == "suspended",
    WallView.MESSAGE: lambda view: bool(view.hall.notice),
    WallView.PAGE: _presents,
}
