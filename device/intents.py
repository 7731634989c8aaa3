"""What a person just did at a terminal, as frozen values: the only thing a screen ever emits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from device.chair_intents import (
    ChairIntent,
    DraftConclusion,
    SaveDraft,
    SaveNote,
    TakeStep,
    TapItem,
    TapSeat,
    WriteNote,
)
from device.reading_intents import (
    AddNote,
    ChangeNote,
    CloseBeside,
    CloseSearch,
    DismissReplaced,
    ExportNotes,
    Follow,
    GoBack,
    GoToHit,
    GoToNote,
    GoToPage,
    NextHit,
    OpenBeside,
    OpenPaper,
    OpenSearch,
    PickTool,
    ReadingIntent,
    RedoNote,
    RemoveNote,
    SelectItem,
    SetMode,
    SetQuery,
    StartPresenting,
    StopPresenting,
    ToggleBookmark,
    TurnBeside,
    UndoNote,
)
from device.screens import Choice, Level
from device.speaking_intents import (
    AskToSpeak,
    CallService,
    CancelCall,
    DismissMessage,
    EndOwnSpeech,
    HoldKey,
    SpeakingIntent,
    WithdrawRequest,
)

__all__ = [
    "AddNote",
    "AnswerVoid",
    "AskToSpeak",
    "CallService",
    "CancelCall",
    "CancelChoice",
    "CancelCorrection",
    "ChairIntent",
    "ChangeNote",
    "ChoosePerson",
    "CloseBeside",
    "CloseSearch",
    "ConfirmChoice",
    "ConfirmPresence",
    "CountByName",
    "DismissMessage",
    "DismissReplaced",
    "DismissResult",
    "DraftConclusion",
    "EndOwnSpeech",
    "ErasePin",
    "ExportNotes",
    "Follow",
    "GoBack",
    "GoToHit",
    "GoToNote",
    "GoToPage",
    "HoldKey",
    "Intent",
    "KeysTrouble",
    "LeaveSeat",
    "NextHit",
    "OpenBeside",
    "OpenPaper",
    "OpenSearch",
    "PickTool",
    "PressKey",
    "ReadingIntent",
    "RedoNote",
    "RemoveNote",
    "SaveDraft",
    "SaveNote",
    "SelectItem",
    "SendCorrection",
    "SendCount",
    "SetCount",
    "SetLevel",
    "SetMode",
    "SetNamed",
    "SetQuery",
    "SetReason",
    "SpeakingIntent",
    "StartCorrection",
    "StartPresenting",
    "StopPresenting",
    "SubmitAnswer",
    "TakeStep",
    "TapItem",
    "TapSeat",
    "ToggleBookmark",
    "TogglePick",
    "TouchChoice",
    "TurnBeside",
    "TypePin",
    "UndoNote",
    "WithdrawRequest",
    "WriteNote",
]


@dataclass(frozen=True)
class ConfirmPresence:
    """The delegate at this seat says: here I am, with the PIN typed so far where one is asked for."""


@dataclass(frozen=True)
class ChoosePerson:
    """Where anybody may sit anywhere: this is who I am (empty: back to the list)."""

    person: str


@dataclass(frozen=True)
class TypePin:
    """One digit of the PIN; `ConfirmPresence` sends them. Never shown, not even in a log."""

    digit: str = field(repr=False)


@dataclass(frozen=True)
class ErasePin:
    """Take the last digit back."""


@dataclass(frozen=True)
class LeaveSeat:
    """The delegate goes away, confirmed on the screen."""


@dataclass(frozen=True)
class TogglePick:
    """Choose an option, or take it back."""

    option: str


@dataclass(frozen=True)
class SetLevel:
    """Rate an option."""

    option: str
    level: Level


@dataclass(frozen=True)
class SubmitAnswer:
    """The filled-in ballot is right; asks once to confirm (`ConfirmChoice`, `CancelChoice`)."""


@dataclass(frozen=True)
class SetCount:
    """A number at the count desk: `key` as in `CountRow`, or `cast`, `blank`, `invalid`."""

    key: str
    value: int


@dataclass(frozen=True)
class CountByName:
    """Take hands by name, or by number."""

    by_name: bool


@dataclass(frozen=True)
class SetNamed:
    """A person's hand, or corrected answer; empty: none."""

    person: str
    answer: tuple[str, ...]


@dataclass(frozen=True)
class SendCount:
    """The counts are right: sign and send them."""


@dataclass(frozen=True)
class AnswerVoid:
    """The secretary's answer to the chair who wants a poll void."""

    poll: str
    agrees: bool


@dataclass(frozen=True)
class StartCorrection:
    """The secretary begins to put a counted poll right."""

    poll: str


@dataclass(frozen=True)
class CancelCorrection:
    """And leaves it."""


@dataclass(frozen=True)
class SetReason:
    """Why it is corrected."""

    text: str


@dataclass(frozen=True)
class SendCorrection:
    """The correction is right, confirmed on the screen: sign and send it."""


@dataclass(frozen=True)
class TouchChoice:
    """A vote button on the screen was touched; touch asks once to confirm."""

    choice: Choice


@dataclass(frozen=True)
class ConfirmChoice:
    """The touched choice was confirmed."""


@dataclass(frozen=True)
class CancelChoice:
    """The touched choice was taken back before it was confirmed."""


@dataclass(frozen=True)
class PressKey:
    """A physical vote key (or keyboard 1, 2, 3) went down; a key counts at once, in a motion."""

    choice: Choice


@dataclass(frozen=True)
class KeysTrouble:
    """The keys said something that is no answer: `keys-together` or `key-stuck`."""

    code: str


@dataclass(frozen=True)
class DismissResult:
    """Back from the result to the papers."""


Intent: TypeAlias = (
    ConfirmPresence
    | ChoosePerson
    | TypePin
    | ErasePin
    | LeaveSeat
    | TogglePick
    | SetLevel
    | SubmitAnswer
    | SetCount
    | CountByName
    | SetNamed
    | SendCount
    | AnswerVoid
    | StartCorrection
    | CancelCorrection
    | SetReason
    | SendCorrection
    | TouchChoice
    | ConfirmChoice
    | CancelChoice
    | PressKey
    | KeysTrouble
    | ReadingIntent
    | DismissResult
    | ChairIntent
    | SpeakingIntent
)
