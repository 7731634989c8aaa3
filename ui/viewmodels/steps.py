"""The steps of the chair: which are irreversible, which stand in the bar, which under "Khác"."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from device.screens import ChairScreen, PollStage, Step, StepButton

# Asked once more before they are done: what the record cannot take back.
IRREVERSIBLE = frozenset(
    {
        Step.CLOSE_POLL,
        Step.ANNOUNCE_POLL,
        Step.CONCLUDE_ITEM,
        Step.CLOSE_SESSION,
        Step.REVOTE,
        Step.READY_POLL,
    }
)

STEP_ICONS = {
    Step.OPEN_SESSION: "door-open",
    Step.TAKE_ITEM: "arrow-right",
    Step.START_DISCUSSION: "forum",
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
    Step.NONE: "arrow-right",
}

# What the chair needs at hand comes first; the rest is found under "Khác".
_AT_HAND = (
    Step.PAUSE_POLL,
    Step.RESUME_POLL,
    Step.ASK_NOW,
    Step.OPEN_POLL,
    Step.REVOTE,
    Step.CONCLUDE_ITEM,
    Step.START_DISCUSSION,
    Step.RETURN_TO_DISCUSSION,
    Step.TAKE_ITEM,
)
MOST_AT_HAND = 2


def at_hand(steps: Sequence[StepButton]) -> tuple[StepButton, ...]:
    """At most two steps that stand beside the next one, in a lasting order."""
    ranked = sorted(
        (step for step in steps if step.step in _AT_HAND),
        key=lambda step: _AT_HAND.index(step.step),
    )
    return tuple(ranked[:MOST_AT_HAND])


def under_others(steps: Sequence[StepButton]) -> tuple[StepButton, ...]:
    """The steps that are neither at hand nor beside the clock."""
    shown = at_hand(steps)
    return tuple(s for s in steps if s not in shown and s.step is not Step.EXTEND_POLL)


def offered_steps(screen: ChairScreen) -> tuple[StepButton, ...]:
    """The steps beside the next one, with those that the console itself begins."""
    ask = (StepButton(Step.ASK_NOW, screen.item.item),) if screen.questions and screen.item else ()
    void = (StepButton(Step.PROPOSE_VOID, screen.voidable),) if screen.voidable else ()
    return (*screen.other_steps, *ask, *void)


def still_possible(screen: ChairScreen, step: Step, target: str) -> bool:
    """Whether a question about a step still makes sense."""
    match step:
        case Step.ASK_NOW:
            return bool(screen.questions) and screen.item is not None and screen.item.item == target
        case Step.PROPOSE_VOID:
            return screen.voidable == target
        case Step.DECIDE_TIE:
            return screen.tie == target
        case Step.MOVE_PERSON | Step.SIGN_OUT | Step.UNLOCK_PERSON | Step.ACCEPT_ABSENCE:
            return screen.session_open or not screen.closed
        case _:
            return find(screen, step, target) is not None


def find(screen: ChairScreen, step: Step, target: str) -> StepButton | None:
    """The step as it is offered and enabled now, None when it is not any more."""
    offered = (screen.next_step, *screen.other_steps)
    return next((s for s in offered if (s.step, s.target) == (step, target) and s.enabled), None)


def takeable(screen: ChairScreen) -> frozenset[str]:
    """Items that a touch on the agenda may take."""
    offered = (screen.next_step, *screen.other_steps)
    return frozenset(s.target for s in offered if s.step is Step.TAKE_ITEM and s.enabled)


class Leading(Enum):
    """What leads at the console."""

    ASSEMBLING = auto()
    POLL = auto()
    RESULT = auto()
    ITEM = auto()
    BETWEEN = auto()
    CLOSED = auto()


def leading(screen: ChairScreen) -> Leading:
    """Exactly one thing leads; an open poll before everything else."""
    if screen.closed:
        return Leading.CLOSED
    if not screen.session_open:
        return Leading.ASSEMBLING
    if screen.poll is not None:
        return Leading.POLL
    if screen.result is not None:
        return Leading.RESULT
    return Leading.ITEM if screen.item is not None else Leading.BETWEEN


def wall_now(screen: ChairScreen) -> tuple[str, dict[str, int | str]]:
    """Key and values of the sentence that says what the wall shows while the console shows this."""
    match leading(screen):
        case Leading.POLL if screen.poll:
            return "wall-pressed", {}
        case Leading.RESULT if screen.result:
            announced = screen.result.stage is PollStage.ANNOUNCED
            return ("wall-result" if announced else "wall-awaits-result"), {}
        case Leading.ITEM if screen.item:
            return "wall-item", {"number": screen.item.number}
        case Leading.CLOSED:
            return "wall-closed", {}
        case _:
            return "wall-welcome", {}
