"""What the chair can do next: the one sensible step, and the others the hub would accept.

| where the meeting is            | next step         | other steps                          |
|---------------------------------|-------------------|--------------------------------------|
| convened                        | open the session  |                                      |
| open, no item active            | take the next item, or close | close; take any other item |
| presenting                      | start discussion  | polls of the item, conclude          |
| discussing                      | its next poll, else conclude | other polls, conclude     |
| voting, poll open               | close the poll    | pause, 15 seconds more               |
| voting, poll paused             | resume            | close the poll                       |
| voting, poll closed             | announce          |                                      |
| concluding                      | its next poll, else conclude | back to discussion, conclude |
"""

from __future__ import annotations

from device.room_view import RoomView
from device.screens import ItemStage, PollStage, Step, StepButton
from protocol.messages import ItemState, OnePoll

NOTHING = StepButton(Step.NONE)


def steps(view: RoomView) -> tuple[StepButton, tuple[StepButton, ...]]:
    """The next step and the other ones, in the order they are shown."""
    session = view.session
    if session is None or session.phase == "closed":
        return NOTHING, ()
    if session.phase == "convened":
        ready = session.quorum == "met"
        obstacle = "" if ready else "quorum-not-met"
        return StepButton(Step.OPEN_SESSION, enabled=ready, obstacle=obstacle), ()
    poll, item = view.poll, view.item
    if poll is not None and poll.stage in _OF_POLL:
        return _of_poll(poll)
    if item is not None:
        return _of_item(view, item)
    return _between(view)


_OF_POLL = {PollStage.OPEN, PollStage.PAUSED, PollStage.CLOSED}


def _of_poll(poll: OnePoll) -> tuple[StepButton, tuple[StepButton, ...]]:
    if poll.stage == PollStage.CLOSED:
        return StepButton(Step.ANNOUNCE_POLL, poll.poll, poll.question), ()
    close = StepButton(Step.CLOSE_POLL, poll.poll, poll.question)
    if poll.stage == PollStage.PAUSED:
        return StepButton(Step.RESUME_POLL, poll.poll, poll.question), (close,)
    extend = (StepButton(Step.EXTEND_POLL, poll.poll),) if poll.closes_at is not None else ()
    return close, (StepButton(Step.PAUSE_POLL, poll.poll), *extend)


def _of_item(view: RoomView, item: ItemState) -> tuple[StepButton, tuple[StepButton, ...]]:
    polls = tuple(
        StepButton(Step.OPEN_POLL, poll.poll, poll.question, item.number)
        for poll in view.polls.polls
        if poll.item == item.item and poll.stage == PollStage.READY
    )
    conclude = StepButton(Step.CONCLUDE_ITEM, item.item, item.title, item.number)
    if item.stage == ItemStage.PRESENTING:
        discuss = StepButton(Step.START_DISCUSSION, item.item, item.title, item.number)
        return discuss, (*polls, conclude)
    back = (StepButton(Step.RETURN_TO_DISCUSSION, item.item, item.title, item.number),)
    others = back if item.stage == ItemStage.CONCLUDING else ()
    if polls:
        return polls[0], (*polls[1:], *others, conclude)
    return conclude, others


def _between(view: RoomView) -> tuple[StepButton, tuple[StepButton, ...]]:
    takes = tuple(
        StepButton(Step.TAKE_ITEM, item.item, item.title, item.number)
        for item in view.agenda.items
        if item.stage == ItemStage.PLANNED
    )
    close = StepButton(Step.CLOSE_SESSION)
    return (takes[0], (*takes[1:], close)) if takes else (close, ())
