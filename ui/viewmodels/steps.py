"""The steps of the chair: which are irreversible, which stand in the bar, which under "Khác"."""

from __future__ import annotations

from enum import Enum, auto

from device.screens import (
    ChairScreen,
    ConsoleRole,
    ItemActions,
    ItemStage,
    PollStage,
    Step,
    StepButton,
)

# Asked once more before they are done: what the record cannot take back.
IRREVERSIBLE = frozenset(
    {
        Step.CLOSE_POLL,
        Step.ANNOUNCE_POLL,
        Step.CONCLUDE_ITEM,
        Step.CLOSE_SESSION,
        Step.REVOTE,
        Step.READY_POLL,
        Step.PASS_ITEMS,
        Step.HAND_OVER,
    }
)

STEP_ICONS = {
    Step.OPEN_SESSION: "door-open",
    Step.TAKE_ITEM: "arrow-right",
    Step.START_DISCUSSION: "arrow-right",
    Step.OPEN_POLL: "vote",
    Step.PAUSE_POLL: "pause",
    Step.RESUME_POLL: "play",
    Step.EXTEND_POLL: "plus",
    Step.CLOSE_POLL: "lock-outline",
    Step.ANNOUNCE_POLL: "bullhorn",
    Step.RETURN_TO_DISCUSSION: "undo",
    Step.CONCLUDE_ITEM: "gavel",
    Step.CLOSE_SESSION: "lock-outline",
    Step.READY_POLL: "clipboard-check-outline",
    Step.ASK_NOW: "comment-question-outline",
    Step.REVOTE: "refresh",
    Step.DECIDE_TIE: "gavel",
    Step.PROPOSE_VOID: "close-octagon",
    Step.MOVE_PERSON: "swap-horizontal",
    Step.ACCEPT_ABSENCE: "comment-check-outline",
    Step.SIGN_OUT: "exit-run",
    Step.UNLOCK_PERSON: "lock-open-variant-outline",
    Step.SUSPEND_SESSION: "coffee-outline",
    Step.RESUME_SESSION: "play",
    Step.HAND_OVER: "account-switch",
    Step.RESUME_ITEM: "play",
    Step.PAUSE_ITEM: "pause",
    Step.POSTPONE_ITEM: "calendar-arrow-right",
    Step.WITHDRAW_ITEM: "playlist-remove",
    Step.PASS_ITEMS: "check-all",
    Step.RESTORE_ITEM: "undo",
    Step.INSERT_ITEM: "playlist-plus",
    Step.MOVE_ITEM: "arrow-up",
    Step.DRAFT_CONCLUSION: "pencil",
    Step.NOTE_ITEM: "note-text-outline",
    Step.ADD_NOTE: "note-text-outline",
    Step.GRANT_SPEECH: "microphone",
    Step.STRIKE_REQUEST: "close",
    Step.PAUSE_SPEECH: "pause",
    Step.RESUME_SPEECH: "play",
    Step.EXTEND_SPEECH: "plus",
    Step.END_SPEECH: "stop",
    Step.SET_QUEUE_MODE: "format-list-numbered",
    Step.SEND_MESSAGE: "message-text-outline",
    Step.ANSWER_CALL: "account-arrow-right",
    Step.PIN_WALL: "pin",
    Step.FOLLOW_WALL: "refresh",
    Step.NONE: "arrow-right",
}

POLL_STEPS = (Step.OPEN_POLL, Step.READY_POLL, Step.REVOTE)
_PAUSES = (Step.PAUSE_POLL, Step.RESUME_POLL)
# They have a place of their own: in the bar, beside a clock, on the agenda's sheet.
_ELSEWHERE = frozenset(
    {
        *_PAUSES,
        *POLL_STEPS,
        Step.ASK_NOW,
        Step.EXTEND_POLL,
        Step.SUSPEND_SESSION,
        Step.PAUSE_ITEM,
        Step.GRANT_SPEECH,
        Step.PAUSE_SPEECH,
        Step.RESUME_SPEECH,
        Step.EXTEND_SPEECH,
        Step.END_SPEECH,
        Step.SET_QUEUE_MODE,
        Step.PIN_WALL,
        Step.FOLLOW_WALL,
    }
)
_TALKED_ABOUT = frozenset({ItemStage.PRESENTING, ItemStage.DISCUSSING, ItemStage.CONCLUDING})
_OF_SECRETARY = frozenset({Step.INSERT_ITEM, Step.SEND_MESSAGE})


def by_chair(screen: ChairScreen) -> bool:
    """Whether this console presides; the secretary's has the paperwork alone."""
    return screen.role is ConsoleRole.CHAIR


def of_line(item: ItemActions) -> tuple[Step, ...]:
    """The steps that have a button on the sheet of a line; a place to move to or to insert at is chosen."""
    return tuple(step for step in item.steps if step not in {Step.MOVE_ITEM, Step.INSERT_ITEM})


# ── the two places in the bar ───────────────────────────────────────────────────────────────────


def pause_step(screen: ChairScreen) -> StepButton | None:
    """What the pause in the bar does: pauses or resumes the poll, or opens the sheet of breaks."""
    offered = next((s for s in screen.other_steps if s.step in _PAUSES), None)
    if offered is not None:
        return offered
    voting = screen.poll is not None and screen.poll.stage is not PollStage.PAUSED
    rest = screen.session_open and not screen.closed and not screen.suspended and not voting
    return StepButton(Step.SUSPEND_SESSION) if rest else None


def pausable_item(screen: ChairScreen) -> str:
    """The item that can be paused now, or nothing."""
    item = screen.item
    if item is None or screen.suspended or screen.poll or screen.result:
        return ""
    return item.item if item.stage in _TALKED_ABOUT else ""


def polls_offered(screen: ChairScreen) -> tuple[StepButton, ...]:
    """Polls that can be opened, readied or taken again beside the next step."""
    return tuple(step for step in screen.other_steps if step.step in POLL_STEPS)


def vote_step(screen: ChairScreen) -> StepButton | None:
    """What the vote button in the bar does: the one poll there is, or a choice of several."""
    polls = polls_offered(screen)
    item = screen.item.item if screen.item else ""
    if screen.questions and item:
        return StepButton(Step.ASK_NOW, item)
    if len(polls) > 1:
        return StepButton(Step.ASK_NOW, item)
    return polls[0] if polls else None


def under_others(screen: ChairScreen) -> tuple[StepButton, ...]:
    """The steps behind the third button, those that the console itself begins among them."""
    offered = tuple(step for step in screen.other_steps if step.step not in _ELSEWHERE)
    own = _own_steps(screen)
    if not by_chair(screen):
        return tuple(step for step in own if step.step in _OF_SECRETARY)
    return (*_consent(screen), *offered, *own)


def _own_steps(screen: ChairScreen) -> tuple[StepButton, ...]:
    if screen.closed:
        return ()
    known = {step.step for step in screen.other_steps}
    begun = (
        StepButton(Step.INSERT_ITEM),
        StepButton(Step.SEND_MESSAGE, label=screen.message),
        StepButton(Step.HAND_OVER) if _successors(screen) else None,
        StepButton(Step.PROPOSE_VOID, screen.voidable) if screen.voidable else None,
    )
    return tuple(step for step in begun if step is not None and step.step not in known)


def _consent(screen: ChairScreen) -> tuple[StepButton, ...]:
    if screen.consent is None or not screen.session_open or screen.suspended:
        return ()
    return (StepButton(Step.PASS_ITEMS),)


def _successors(screen: ChairScreen) -> bool:
    return any(each.present and not each.presiding for each in screen.deputies)


# ── whether a question still makes sense ────────────────────────────────────────────────────────

_OF_PERSON = frozenset(
    {Step.MOVE_PERSON, Step.SIGN_OUT, Step.UNLOCK_PERSON, Step.ACCEPT_ABSENCE, Step.INSERT_ITEM}
)


def still_possible(screen: ChairScreen, step: Step, target: str) -> bool:
    """Whether a question about a step still makes sense."""
    if step in _OF_PERSON or step is Step.SEND_MESSAGE:
        return screen.session_open or not screen.closed
    match step:
        case Step.ASK_NOW:
            return bool(screen.questions) and screen.item is not None and screen.item.item == target
        case Step.PROPOSE_VOID:
            return screen.voidable == target
        case Step.DECIDE_TIE:
            return screen.tie == target
        case Step.SUSPEND_SESSION:
            return pause_step(screen) == StepButton(Step.SUSPEND_SESSION)
        case Step.HAND_OVER:
            return any(
                d.present and not d.presiding for d in screen.deputies if _is(d.person, target)
            )
        case Step.PASS_ITEMS:
            return screen.session_open and not screen.suspended
        case Step.ADD_NOTE:
            return not screen.closed
        case Step.TAKE_ITEM | Step.RESUME_ITEM | Step.POSTPONE_ITEM | Step.WITHDRAW_ITEM:
            return find(screen, step, target) is not None or _unfinished(screen, target)
        case _:
            return find(screen, step, target) is not None


def _is(person: str, target: str) -> bool:
    return target in {"", person}


def _unfinished(screen: ChairScreen, item: str) -> bool:
    ended = {ItemStage.CONCLUDED, ItemStage.PASSED}
    return any(row.item == item and row.stage not in ended for row in screen.agenda)


def find(screen: ChairScreen, step: Step, target: str) -> StepButton | None:
    """The step as it is offered and enabled now, None when it is not any more."""
    offered = (screen.next_step, *screen.other_steps)
    return next((s for s in offered if (s.step, s.target) == (step, target) and s.enabled), None)


# ── what leads ──────────────────────────────────────────────────────────────────────────────────


class Leading(Enum):
    """What leads at the console."""

    ASSEMBLING = auto()
    BREAK = auto()
    POLL = auto()
    RESULT = auto()
    ITEM = auto()
    BETWEEN = auto()
    CLOSED = auto()


def leading(screen: ChairScreen) -> Leading:
    """Exactly one thing leads; an open poll before everything else."""
    if screen.closed:
        return Leading.CLOSED
    if screen.suspended:
        return Leading.BREAK
    if not screen.session_open:
        return Leading.ASSEMBLING
    if screen.poll is not None:
        return Leading.POLL
    if screen.result is not None:
        return Leading.RESULT
    return Leading.ITEM if screen.item is not None else Leading.BETWEEN


def wall_now(screen: ChairScreen) -> tuple[str, dict[str, int | str]]:
    """Key and values of what the wall shows, as long as no preview of it has come."""
    match leading(screen):
        case Leading.POLL if screen.poll:
            return "wall-pressed", {}
        case Leading.RESULT if screen.result:
            announced = screen.result.stage is PollStage.ANNOUNCED
            return ("wall-result" if announced else "wall-awaits-result"), {}
        case Leading.ITEM if screen.item:
            return "wall-item", {"number": screen.item.number}
        case Leading.BREAK:
            return "wall-view-break", {}
        case Leading.CLOSED:
            return "wall-closed", {}
        case _:
            return "wall-welcome", {}
