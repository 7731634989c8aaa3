"""The console."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from device.screens.seat import CountDesk
from device.screens.shared import AgendaRow, Countdown, Header, PaperTab, TaskChip
from device.screens.speaking import CallRow, SpeakersPanel
from device.screens.votes import Counts, Result, Rule
from device.screens.wall import WallScreen, WallView
from device.screens.words import Form, ItemStage, PollKind, PollStage, Quorum


class SeatState(StrEnum):
    """What the room map says about one seat. It never tells how anybody voted."""

    EMPTY = "empty"  # nobody assigned
    AWAITED = "awaited"  # assigned, not signed in
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    PRESSED = "pressed"
    NOT_PRESSED = "not-pressed"
    TROUBLE = "trouble"  # terminal lost


class MapSeat(Struct, frozen=True):
    """One seat of the room map; column and row count from 0 at the top left."""

    seat: str
    label: str
    short_name: str
    column: int
    row: int
    state: SeatState
    chair: bool = False
    guest: bool = False
    person: str = ""  # who is assigned, to tell who asks for the floor


class Step(StrEnum):
    """What the chair may do next; the values are also the names of the intents."""

    OPEN_SESSION = "open-session"
    TAKE_ITEM = "take-item"
    START_DISCUSSION = "start-discussion"
    OPEN_POLL = "open-poll"
    PAUSE_POLL = "pause-poll"
    RESUME_POLL = "resume-poll"
    EXTEND_POLL = "extend-poll"
    CLOSE_POLL = "close-poll"
    ANNOUNCE_POLL = "announce-poll"
    RETURN_TO_DISCUSSION = "return-to-discussion"
    CONCLUDE_ITEM = "conclude-item"
    CLOSE_SESSION = "close-session"
    READY_POLL = "ready-poll"
    ASK_NOW = "ask-now"
    REVOTE = "revote"
    DECIDE_TIE = "decide-tie"
    PROPOSE_VOID = "propose-void"
    MOVE_PERSON = "move-person"
    ACCEPT_ABSENCE = "accept-absence"
    SIGN_OUT = "sign-out"
    UNLOCK_PERSON = "unlock-person"
    SUSPEND_SESSION = "suspend-session"  # minutes, 0: open end
    RESUME_SESSION = "resume-session"
    HAND_OVER = "hand-over"  # target: person
    RESUME_ITEM = "resume-item"  # one that was paused
    PAUSE_ITEM = "pause-item"
    POSTPONE_ITEM = "postpone-item"  # text: reason
    WITHDRAW_ITEM = "withdraw-item"  # text: reason
    PASS_ITEMS = "pass-items"  # names: items  # noqa: S105  a step, no password
    RESTORE_ITEM = "restore-item"
    INSERT_ITEM = "insert-item"  # text: title, names: (presenter,), minutes, target: before which
    MOVE_ITEM = "move-item"  # target: item, text: before which
    DRAFT_CONCLUSION = "draft-conclusion"  # text, tasks
    NOTE_ITEM = "note-item"  # text
    ADD_NOTE = "add-note"  # text, under the notes of before
    GRANT_SPEECH = "grant-speech"  # target: person, kind of speech or empty
    STRIKE_REQUEST = "strike-request"  # target: person
    PAUSE_SPEECH = "pause-speech"
    RESUME_SPEECH = "resume-speech"
    EXTEND_SPEECH = "extend-speech"
    END_SPEECH = "end-speech"
    SET_QUEUE_MODE = "set-queue-mode"  # text: mode
    SEND_MESSAGE = "send-message"  # target or names: seats, none: all; empty text takes it away
    ANSWER_CALL = "answer-call"  # target: seat
    PIN_WALL = "pin-wall"  # text: view, target: what it is about
    FOLLOW_WALL = "follow-wall"  # the wall follows what happens again
    NONE = "none"


class StepButton(Struct, frozen=True):
    """A step the hub would accept now, with what it acts on."""

    step: Step
    target: str = ""  # item or poll id
    label: str = ""  # title of the target, for the button's second line
    number: int = 0
    enabled: bool = True
    obstacle: str = ""  # code of what stands in the way when not enabled


class ConsoleRole(StrEnum):
    """Whose console it is. The secretary's has the paperwork alone."""

    CHAIR = "chair"
    SECRETARY = "secretary"


class Deputy(Struct, frozen=True):
    """Somebody who may preside."""

    person: str
    name: str
    title: str
    present: bool
    presiding: bool


class ItemActions(Struct, frozen=True):
    """What can be done with one line of the agenda, tapped; each step asks once where it is irreversible."""

    item: str
    number: int
    title: str
    stage: ItemStage
    steps: tuple[Step, ...]
    before: tuple[str, ...]  # items it can be put before; a last empty one stands for the end
    reason: str = ""  # why it was postponed or withdrawn


class Consent(Struct, frozen=True):
    """Items that could be passed without discussion: everybody who was asked agreed."""

    items: tuple[str, ...]
    numbers: tuple[int, ...]


class WallPreview(Struct, frozen=True):
    """What the wall shows now. `back` is the view before this one, that can be pinned."""

    screen: WallScreen
    view: WallView
    pinned: bool
    back: WallView | None


class ItemPanel(Struct, frozen=True):
    """The active item at the console."""

    item: str
    number: int
    count: int
    title: str
    presenter: str
    stage: ItemStage
    started: str  # "08:53"
    planned_minutes: int
    elapsed_ms: int
    papers: tuple[PaperTab, ...]
    conclusion: str
    conclusion_confirmed: bool
    tasks: tuple[TaskChip, ...] = ()  # as read from the conclusion
    opinions: tuple[int, int, int] | None = None  # agree, other, against, before the session
    note: str = ""  # the secretary's
    over_minutes: int = 0  # beyond the plan
    draft_saved: bool = True  # what is typed is what the hub has


class PollPanel(Struct, frozen=True):
    """An open or paused poll at the console."""

    poll: str
    question: str
    item_number: int
    stage: PollStage
    countdown: Countdown
    rule: Rule
    entitled_present: int
    pressed: int
    counts: Counts | None  # None when the chair may not see running counts
    kind: PollKind = PollKind.ROLL_CALL
    form: Form = Form.MOTION
    options: tuple[str, ...] = ()  # labels
    picks: int = 1
    places: int = 1
    package: tuple[str, ...] = ()  # titles of the items a package carries, its own among them
    entry: CountDesk | None = None  # show of hands, paper: the console may type too
    entered: int = 0  # persons who have entered counts
    entries_needed: int = 0
    entries_differ: bool = False
    votes: tuple[tuple[int, ...], ...] = ()  # running counts of each option, like `counts`
    void_proposed: str = ""  # the reason, while the secretary has not answered


class Question(Struct, frozen=True):
    """A ready-made question for a poll on the spot."""

    code: str  # ui.wording has the sentence; it is put with the active item's title
    kind: PollKind


class Absentee(Struct, frozen=True):
    """Somebody expected who is not here."""

    person: str
    name: str
    title: str
    absence: str  # excused, unexcused or empty


class NamedAnswer(Struct, frozen=True):
    """How somebody on the roll answered; `answer` is a choice, or empty: did not press or was not there."""

    person: str
    name: str
    title: str
    answer: str
    present: bool


class SeatActions(Struct, frozen=True):
    """What the console can do for one seat of the map, tapped."""

    seat: str
    person: str
    name: str
    title: str
    present: bool
    locked: bool
    absence: str
    free_seats: tuple[str, ...]  # where the person can go on


class ChairScreen(Struct, frozen=True):
    """The whole console: exactly one of item, poll and result leads."""

    header: Header
    agenda: tuple[AgendaRow, ...]
    present: int
    members: int
    needed: int
    quorum: Quorum
    guests_present: int
    map: tuple[MapSeat, ...]
    next_step: StepButton
    other_steps: tuple[StepButton, ...]
    session_open: bool
    closed: bool
    papers_percent: int  # of all bytes on all seats
    seats_online: int
    seats_total: int
    finish_planned: str = ""  # "10:55"
    finish_forecast: str = ""
    item: ItemPanel | None = None
    poll: PollPanel | None = None
    result: Result | None = None
    minutes_ready: bool = False
    bundle_received: bool = False  # by the central server
    centre: bool = True  # there is one to receive it
    notice: str = ""  # code of the last refusal
    waiting: bool = False  # a command is on its way
    questions: tuple[Question, ...] = ()  # polls on the spot, empty while none may be asked
    voidable: str = ""  # poll that can be proposed to be void, or empty
    voidable_question: str = ""
    void_waiting: bool = False  # a counted poll is to be void, and the secretary has not answered
    tie: str = ""  # poll whose tie waits for the chair's vote
    seat: SeatActions | None = None  # the seat tapped on the map
    absent: tuple[Absentee, ...] = ()
    role: ConsoleRole = ConsoleRole.CHAIR
    presiding: str = ""  # title or name of who presides now, empty: the chair of the plan
    deputies: tuple[Deputy, ...] = ()  # the chair of the plan among them
    suspended: bool = False
    returns: str = ""  # "10:15", when the break is to end
    speakers: SpeakersPanel | None = None
    calls: tuple[CallRow, ...] = ()
    message: str = ""  # to all, on the wall now
    wall: WallPreview | None = None
    tapped_item: ItemActions | None = None
    consent: Consent | None = None
    late_minutes: int = 0  # forecast against plan; negative: early
    agencies: tuple[str, ...] = ()
    named: tuple[NamedAnswer, ...] = ()  # of the result that leads, when it was a roll-call
    today: str = ""  # ISO date in the room, from which terms count
