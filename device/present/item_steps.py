"""What can be done with one line of the agenda, tapped at a console.

| the line                     | chair                                | while                             |
|------------------------------|--------------------------------------|-----------------------------------|
| planned                      | take                                 | open, nothing active or voted on  |
|                              | pass, postpone, withdraw             | open                              |
| presenting … concluding      | put aside, postpone, withdraw        | open                              |
| voting, concluded            |                                      |                                   |
| put aside                    | go on                                | open, nothing active or voted on  |
|                              | postpone, withdraw                   | open                              |
| postponed, withdrawn         | restore                              | open                              |
| passed by the chair          | restore                              | open                              |
| passed by a poll             |                                      |                                   |

Until the close, chair and secretary move planned lines, and insert one before any planned line or at the end.
The secretary adds to the notes on every line but the active one, whose notes are open anyway.
"""

from __future__ import annotations

from device.present.common import papers_missing
from device.room_view import RoomView
from device.screens import Consent, ItemActions, ItemStage, PollStage, Step
from protocol.messages import ItemState

_TALKING = frozenset({ItemStage.PRESENTING, ItemStage.DISCUSSING, ItemStage.CONCLUDING})
_LEFT_OUT = frozenset({ItemStage.POSTPONED, ItemStage.WITHDRAWN, ItemStage.PASSED})
_UNSETTLED = frozenset({PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED})


def item_actions(view: RoomView, item: str, *, chair: bool) -> ItemActions | None:
    """The line that was tapped, with what its console may do; None if there is no such line."""
    found = view.item_called(item)
    if found is None or view.session is None:
        return None
    going_on = view.session.phase != "closed"
    of_chair = _of_chair(view, found) if chair and view.session.phase == "open" else ()
    paperwork = _paperwork(found) if going_on else ()
    notes = (Step.ADD_NOTE,) if going_on and not chair and item != view.agenda.active else ()
    planned = [each.item for each in view.agenda.items if each.stage == ItemStage.PLANNED]
    return ItemActions(
        item=found.item,
        number=found.number,
        title=found.title,
        stage=ItemStage(found.stage),
        steps=(*of_chair, *paperwork, *notes),
        before=(*(each for each in planned if each != item), "") if paperwork else (),
        reason=found.reason,
    )


def consent(view: RoomView) -> Consent | None:
    """Items that need no discussion and no vote of their own.

    Whoever gave an opinion agreed, a majority did, all papers are here.
    """
    session = view.session
    if session is None or session.phase != "open" or _voting(view):
        return None
    items = [each for each in view.agenda.items if _agreed(view, each, session.members)]
    if not items:
        return None
    return Consent(tuple(each.item for each in items), tuple(each.number for each in items))


def _of_chair(view: RoomView, item: ItemState) -> tuple[Step, ...]:
    free = not view.agenda.active and not _voting(view)
    leave = (Step.POSTPONE_ITEM, Step.WITHDRAW_ITEM)
    if item.stage == ItemStage.PLANNED:
        return (*((Step.TAKE_ITEM,) if free else ()), Step.PASS_ITEMS, *leave)
    if item.stage in _TALKING:
        return (Step.PAUSE_ITEM, *leave)
    if item.stage == ItemStage.PAUSED:
        return (*((Step.RESUME_ITEM,) if free else ()), *leave)
    if item.stage in _LEFT_OUT and not _passed_by_poll(view, item):
        return (Step.RESTORE_ITEM,)
    return ()


def _paperwork(item: ItemState) -> tuple[Step, ...]:
    move = (Step.MOVE_ITEM,) if item.stage == ItemStage.PLANNED else ()
    return (*move, Step.INSERT_ITEM)


def _passed_by_poll(view: RoomView, item: ItemState) -> bool:
    carried = (each for each in view.polls.polls if each.stage == PollStage.ANNOUNCED)
    return item.stage == ItemStage.PASSED and any(item.item in each.package for each in carried)


def _voting(view: RoomView) -> bool:
    return view.poll is not None and view.poll.stage in _UNSETTLED


def _agreed(view: RoomView, item: ItemState, members: int) -> bool:
    opinions = item.opinions
    if item.stage != ItemStage.PLANNED or item.polls or opinions is None:
        return False
    if papers_missing(view, item):
        return False
    return not opinions.other and not opinions.against and 2 * opinions.agree > members
