"""What a terminal shows, as frozen values: the only thing a screen ever receives.

Nothing here is a sentence. Values carry names that people wrote (titles, questions, conclusions),
numbers and enums; `ui.wording` turns those into Vietnamese or English. No value holds a secret or a
live object, so any of them may be logged, compared and kept in a test.

Times are milliseconds; `clock` is the wall clock of the room, "HH:MM". Counts are persons. A screen
value is complete: showing it needs no earlier value, and showing the same value twice changes nothing.
"""

from __future__ import annotations

from typing import TypeAlias

from device.screens.chair import (
    Absentee,
    ChairScreen,
    ItemPanel,
    MapSeat,
    PollPanel,
    Question,
    SeatActions,
    SeatState,
    Step,
    StepButton,
)
from device.screens.reading import (
    FollowBar,
    HitRow,
    NoteRow,
    NotesPanel,
    Pane,
    SearchPanel,
)
from device.screens.seat import (
    CorrectionDesk,
    CountDesk,
    CountRow,
    Desk,
    NamedRow,
    PersonChoice,
    SeatScreen,
    SeatSession,
    SeatWaiting,
    SeatWelcome,
    VoidDesk,
)
from device.screens.shared import (
    AgendaRow,
    Countdown,
    Header,
    PaperTab,
    Reader,
)
from device.screens.votes import (
    Ballot,
    BallotOption,
    Counts,
    OptionRow,
    Result,
    Rule,
)
from device.screens.wall import (
    WallConclusion,
    WallItem,
    WallPoll,
    WallResult,
    WallScreen,
    WallWelcome,
)
from device.screens.words import (
    PRESSED,
    Base,
    Choice,
    Form,
    ItemStage,
    Lamp,
    Level,
    Link,
    NoteKind,
    Outcome,
    PollKind,
    PollStage,
    Quorum,
    ReadingMode,
    SignInMode,
    Standing,
    Witness,
)

__all__ = [
    "PRESSED",
    "Absentee",
    "AgendaRow",
    "Ballot",
    "BallotOption",
    "Base",
    "ChairScreen",
    "Choice",
    "CorrectionDesk",
    "CountDesk",
    "CountRow",
    "Countdown",
    "Counts",
    "Desk",
    "FollowBar",
    "Form",
    "Header",
    "HitRow",
    "ItemPanel",
    "ItemStage",
    "Lamp",
    "Level",
    "Link",
    "MapSeat",
    "NamedRow",
    "NoteKind",
    "NoteRow",
    "NotesPanel",
    "OptionRow",
    "Outcome",
    "Pane",
    "PaperTab",
    "PersonChoice",
    "PollKind",
    "PollPanel",
    "PollStage",
    "Question",
    "Quorum",
    "Reader",
    "ReadingMode",
    "Result",
    "Rule",
    "Screen",
    "SearchPanel",
    "SeatActions",
    "SeatScreen",
    "SeatSession",
    "SeatState",
    "SeatWaiting",
    "SeatWelcome",
    "SignInMode",
    "Standing",
    "Step",
    "StepButton",
    "VoidDesk",
    "WallConclusion",
    "WallItem",
    "WallPoll",
    "WallResult",
    "WallScreen",
    "WallWelcome",
    "Witness",
]

Screen: TypeAlias = SeatScreen | ChairScreen | WallScreen
