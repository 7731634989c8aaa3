"""The sheets of the console by name, and which of them a step needs before it can be taken."""

from __future__ import annotations

from enum import Enum, auto

from device.screens import Step


class Rising(Enum):
    """The sheets of the console; one at a time."""

    CONFIRM = auto()
    READ_BACK = auto()
    EDIT = auto()
    OTHERS = auto()
    MAP = auto()
    ASK = auto()
    VOID = auto()
    TIE = auto()
    SEAT = auto()
    ABSENT = auto()
    ITEM = auto()
    REASON = auto()
    PAUSE = auto()
    HAND_OVER = auto()
    INSERT = auto()
    MESSAGE = auto()
    CALLS = auto()
    SPOKEN = auto()
    MODE = auto()
    REQUEST = auto()
    WALL = auto()
    NAMES = auto()
    NOTE = auto()


CHOSEN_IN = {
    Step.PROPOSE_VOID: Rising.VOID,
    Step.DECIDE_TIE: Rising.TIE,
    Step.HAND_OVER: Rising.HAND_OVER,
    Step.INSERT_ITEM: Rising.INSERT,
    Step.SEND_MESSAGE: Rising.MESSAGE,
    Step.SUSPEND_SESSION: Rising.PAUSE,
}
"""What is chosen or written first, in a sheet of its own."""

MAIN_BUTTON = frozenset(
    {
        Rising.CONFIRM,
        Rising.READ_BACK,
        Rising.EDIT,
        Rising.ASK,
        Rising.VOID,
        Rising.TIE,
        Rising.REASON,
        Rising.INSERT,
        Rising.MESSAGE,
        Rising.NOTE,
    }
)
"""Sheets with the one blue button of the screen."""

FOLLOWING = frozenset({Rising.SEAT, Rising.ITEM})
"""Sheets about what was tapped: the terminal says which that is, and when it is over."""

STEPS_ASIDE = frozenset({Rising.MAP})
"""Sheets that make room for what was tapped in them."""
