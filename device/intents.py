"""What a person just did at a terminal, as frozen values: the only thing a screen ever emits."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

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


class ConfirmPresence(Struct, frozen=True):
    """The delegate at this seat says: here I am, with the PIN typed so far where one is asked for."""


class ChoosePerson(Struct, frozen=True):
    """Where anybody may sit anywhere: this is who I am (empty: back to the list)."""

    person: str


class TypePin(Struct, frozen=True):
    """One digit of the PIN; `ConfirmPresence` sends them. Never shown, not even in a log."""

    digit: str

    def __repr__(self) -> str:
        return "TypePin()"


class ErasePin(Struct, frozen=True):
    """Take the last digit back."""


class LeaveSeat(Struct, frozen=True):
    """The delegate goes away, confirmed on the screen."""


class TogglePick(Struct, frozen=True):
    """Choose an option, or take it back."""

    option: str


class SetLevel(Struct, frozen=True):
    """Rate an option."""

    option: str
    level: Level


class SubmitAnswer(Struct, frozen=True):
    """The filled-in ballot is right; asks once to confirm (`ConfirmChoice`, `CancelChoice`)."""


class SetCount(Struct, frozen=True):
    """A number at the count desk: `key` as in `CountRow`, or `cast`, `blank`, `invalid`."""

    key: str
    value: int


class CountByName(Struct, frozen=True):
    """Take hands by name, or by number."""

    by_name: bool


class SetNamed(Struct, frozen=True):
    """A person's hand, or corrected answer; empty: none."""

    person: str
    answer: tuple[str, ...]


class SendCount(Struct, frozen=True):
    """The counts are right: sign and send them."""


class AnswerVoid(Struct, frozen=True):
    """The secretary's answer to the chair who wants a poll void."""

    poll: str
    agrees: bool


class StartCorrection(Struct, frozen=True):
    """The secretary begins to put a counted poll right."""

    poll: str


class CancelCorrection(Struct, frozen=True):
    """And leaves it."""


class SetReason(Struct, frozen=True):
    """Why it is corrected."""

    text: str


class SendCorrection(Struct, frozen=True):
    """The correction is right, confirmed on the screen: sign and send it."""


class TouchChoice(Struct, frozen=True):
    """A vote button on the screen was touched; touch asks once to confirm."""

    choice: Choice


class ConfirmChoice(Struct, frozen=True):
    """The touched choice was confirmed."""


class CancelChoice(Struct, frozen=True):
    """The touched choice was taken back before it was confirmed."""


class PressKey(Struct, frozen=True):
    """A physical vote key (or keyboard 1, 2, 3) went down; a key counts at once, in a motion."""

    choice: Choice


class KeysTrouble(Struct, frozen=True):
    """The keys said something that is no answer: `keys-together` or `key-stuck`."""

    code: str


class DismissResult(Struct, frozen=True):
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
