"""What the vote panel of a seat shows, derived from its ballot."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from device.screens import Ballot, Choice, Form, Lamp, Level, PollKind, PollStage

CHOICE_ICONS = {
    Choice.FOR: "check-circle",
    Choice.AGAINST: "close-circle",
    Choice.ABSTAIN: "minus-circle",
}
LEVEL_ICONS = {
    Level.HIGH: "chevron-double-up",
    Level.MEDIUM: "equal",
    Level.LOW: "chevron-double-down",
}
# A level has the colour of the choice it comes nearest to.
LEVEL_CHOICES = {
    Level.HIGH: Choice.FOR,
    Level.MEDIUM: Choice.ABSTAIN,
    Level.LOW: Choice.AGAINST,
}
KIND_ICONS = {
    PollKind.ROLL_CALL: "vote",
    PollKind.UNNAMED: "vote",
    PollKind.SHOW_OF_HANDS: "hand-back-right",
    PollKind.PAPER: "ballot-outline",
    PollKind.SECRET: "lock-outline",
}


class Look(Enum):
    """How a vote button looks."""

    FILLED = auto()  # free to choose
    CHOSEN = auto()
    OUTLINE = auto()  # another one is chosen
    DIM = auto()  # cannot be pressed


class VoteKey(Struct, frozen=True):
    """One of the three buttons. `note` is a key of the wording, "" for none."""

    choice: Choice
    look: Look
    enabled: bool
    note: str = ""


def vote_keys(ballot: Ballot) -> tuple[VoteKey, ...]:
    """The three buttons in their fixed order."""
    return tuple(_key(ballot, choice) for choice in Choice)


def _key(ballot: Ballot, choice: Choice) -> VoteKey:
    open_now = ballot.stage is PollStage.OPEN and ballot.may_vote
    held = ballot.choice if ballot.lamp is not Lamp.REFUSED else None
    if choice is ballot.confirming:
        return VoteKey(choice, Look.CHOSEN, open_now, "vote-to-confirm")
    if choice is held:
        return VoteKey(choice, Look.CHOSEN, enabled=False, note="vote-chosen")
    if held is not None:
        free = open_now and ballot.may_change
        return VoteKey(choice, Look.OUTLINE if free else Look.DIM, free)
    return VoteKey(choice, Look.FILLED if open_now else Look.DIM, open_now)


def panel_heading(ballot: Ballot) -> str:
    """Key of the line above the question."""
    if ballot.stage is PollStage.PAUSED:
        return "poll-paused"
    return "poll-open" if ballot.form is Form.MOTION else f"poll-open-{ballot.form}"


def press_note(ballot: Ballot) -> str:
    """Key of the line that says what a press means."""
    if not ballot.may_vote:
        return "vote-not-entitled"
    return "vote-may-change" if ballot.may_change else "vote-final"
