"""What the chair can do next: the one sensible step, and the others the hub would accept.

| where the meeting is            | next step                    | other steps                          |
|---------------------------------|------------------------------|--------------------------------------|
| convened                        | open the session             |                                      |
| suspended                       | resume the session           |                                      |
| open, no item active            | take the next planned item,  | take or go on with any other item;   |
|                                 | go on with one put aside, or | break, close                         |
|                                 | close                        |                                      |
| presenting                      | start discussion             | polls of the item, conclude          |
| discussing                      | its next poll, else conclude | other polls, conclude                |
| voting, poll open               | close the poll               | pause, 15 seconds more               |
| voting, counts not yet typed    | close the poll, not yet      | pause                                |
| voting, poll paused             | resume                       | close the poll, break                |
| voting, poll closed             | announce                     | break                                |
| voting, poll closed, tie        | decide the tie               | break                                |
| concluding                      | its next poll, else conclude | back to discussion, conclude         |

While an item is presented, discussed or concluded it can also be put aside, and there can be a break. What
can be done with a line of the agenda is in `item_steps`; speakers are called from their queue. A secretary's
console takes no step of the chair.

The polls of an item are, in this order: the re-vote a result or a voiding calls for, the ready ones (one
that is asked again first), the drafted ones to be declared ready, and last a re-vote of the latest result,
which nobody has to hold. A second round of an election is a re-vote.
"""

from __future__ import annotations

from itertools import product

from device.present.desk import entries_differ, entries_needed
from device.room_view import RoomView
from device.screens import (
    ItemStage,
    Outcome,
    PollKind,
    PollStage,
    Question,
    Quorum,
    Step,
    StepButton,
)
from protocol.messages import ItemState, OnePoll

NOTHING = StepButton(Step.NONE)
BREAK = StepButton(Step.SUSPEND_SESSION)
ON_THE_SPOT = ("approve-item", "approve-report", "approve-agenda-change")
KINDS_ON_THE_SPOT = (PollKind.ROLL_CALL, PollKind.UNNAMED, PollKind.SHOW_OF_HANDS)

_OF_POLL = {PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED}
_ASKING = {ItemStage.PRESENTING, ItemStage.DISCUSSING, ItemStage.CONCLUDING}


def steps(view: RoomView) -> tuple[StepButton, tuple[StepButton, ...]]:
    """The next step and the other ones, in the order they are shown."""
    session = view.session
    if session is None or session.phase == "closed":
        return NOTHING, ()
    if session.phase == "suspended":
        return StepButton(Step.RESUME_SESSION), ()
    if session.phase == "convened":
        ready = session.quorum == Quorum.MET
        obstacle = "" if ready else "quorum-not-met"
        return StepButton(Step.OPEN_SESSION, enabled=ready, obstacle=obstacle), ()
    poll, item = view.poll, view.item
    if poll is not None and poll.stage in _OF_POLL:
        return _of_poll(poll)
    if item is not None:
        return _of_item(view, item)
    return _between(view)


def questions(view: RoomView) -> tuple[Question, ...]:
    """What can be asked on the spot about the active item; none while nothing may be."""
    item, session = view.item, view.session
    if item is None or session is None or session.phase != "open" or item.stage not in _ASKING:
        return ()
    return tuple(Question(code, kind) for code, kind in product(ON_THE_SPOT, KINDS_ON_THE_SPOT))


def voidable(view: RoomView) -> str:
    """The poll that the chair can propose to be void: the one that leads, once."""
    poll, session = view.poll, view.session
    if poll is None or session is None or session.phase != "open" or poll.void_proposed:
        return ""
    return poll.poll if poll.stage in {*_OF_POLL, PollStage.ANNOUNCED} else ""


def void_waiting(view: RoomView) -> bool:
    """Whether a counted poll is proposed to be void and the secretary has not answered."""
    counted = {PollStage.CLOSED, PollStage.ANNOUNCED}
    return any(each.void_proposed for each in view.polls.polls if each.stage in counted)


def tie(view: RoomView) -> str:
    """The poll whose tie waits for the chair's vote."""
    poll = view.poll
    if poll is None or poll.stage != PollStage.CLOSED or poll.result is None:
        return ""
    return poll.poll if poll.result.outcome == Outcome.CHAIR_DECIDES else ""


def _of_poll(poll: OnePoll) -> tuple[StepButton, tuple[StepButton, ...]]:
    if poll.stage == PollStage.CLOSED:
        tied = poll.result is not None and poll.result.outcome == Outcome.CHAIR_DECIDES
        step = Step.DECIDE_TIE if tied else Step.ANNOUNCE_POLL
        return StepButton(step, poll.poll, poll.question), (BREAK,)
    obstacle = _uncounted(poll)
    close = StepButton(
        Step.CLOSE_POLL, poll.poll, poll.question, enabled=not obstacle, obstacle=obstacle
    )
    if poll.stage == PollStage.PAUSED:
        return StepButton(Step.RESUME_POLL, poll.poll, poll.question), (close, BREAK)
    extend = (StepButton(Step.EXTEND_POLL, poll.poll),) if poll.closes_at is not None else ()
    return close, (StepButton(Step.PAUSE_POLL, poll.poll), *extend)


def _uncounted(poll: OnePoll) -> str:
    """Why a poll counted by hand cannot be closed yet."""
    if len(poll.entries) < entries_needed(poll):
        return "count-missing"
    return "counts-differ" if entries_differ(poll) else ""


def _of_item(view: RoomView, item: ItemState) -> tuple[StepButton, tuple[StepButton, ...]]:
    polls = tuple(
        _button(step, poll, item)
        for step, poll in (*_called_for(view, item), *_prepared(view, item))
    )
    may_repeat = tuple(
        _button(Step.REVOTE, poll, item)
        for poll in _repeatable(view, item)
        if poll.poll == view.polls.current and not _calls(poll)
    )
    conclude = _on(Step.CONCLUDE_ITEM, item)
    leave = (_on(Step.PAUSE_ITEM, item), BREAK)
    if item.stage == ItemStage.PRESENTING:
        return _on(Step.START_DISCUSSION, item), (*polls, *may_repeat, conclude, *leave)
    back = (_on(Step.RETURN_TO_DISCUSSION, item),)
    others = (*may_repeat, *(back if item.stage == ItemStage.CONCLUDING else ()))
    if polls:
        return polls[0], (*polls[1:], *others, conclude, *leave)
    return conclude, (*others, *leave)


def _on(step: Step, item: ItemState) -> StepButton:
    return StepButton(step, item.item, item.title, item.number)


def _button(step: Step, poll: OnePoll, item: ItemState) -> StepButton:
    return StepButton(step, poll.poll, poll.question, item.number)


def _called_for(view: RoomView, item: ItemState) -> tuple[tuple[Step, OnePoll], ...]:
    return tuple((Step.REVOTE, poll) for poll in _repeatable(view, item) if _calls(poll))


def _prepared(view: RoomView, item: ItemState) -> tuple[tuple[Step, OnePoll], ...]:
    """A poll asked again stands before what has not been asked yet: the room has just heard of it."""
    of_item = [poll for poll in view.polls.polls if poll.item == item.item]
    of_item.sort(key=lambda poll: not poll.replaces)
    stages = {PollStage.READY: Step.OPEN_POLL, PollStage.DRAFTED: Step.READY_POLL}
    return tuple(
        (step, poll) for stage, step in stages.items() for poll in of_item if poll.stage == stage
    )


def _repeatable(view: RoomView, item: ItemState) -> tuple[OnePoll, ...]:
    """Settled polls of the item that nothing repeats yet."""
    repeated = {poll.replaces for poll in view.polls.polls}
    settled = {PollStage.ANNOUNCED, PollStage.VOIDED}
    return tuple(
        poll
        for poll in view.polls.polls
        if poll.item == item.item and poll.stage in settled and poll.poll not in repeated
    )


def _calls(poll: OnePoll) -> bool:
    """Whether what came of the poll calls for another one."""
    again = poll.result is not None and poll.result.outcome == Outcome.VOTE_AGAIN
    return again or poll.stage == PollStage.VOIDED


def _between(view: RoomView) -> tuple[StepButton, tuple[StepButton, ...]]:
    items = view.agenda.items
    takes = [_on(Step.TAKE_ITEM, item) for item in items if item.stage == ItemStage.PLANNED]
    takes += [_on(Step.RESUME_ITEM, item) for item in items if item.stage == ItemStage.PAUSED]
    close = StepButton(Step.CLOSE_SESSION)
    return (takes[0], (*takes[1:], BREAK, close)) if takes else (close, (BREAK,))
