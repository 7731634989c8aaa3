"""The screens of a seat."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field

from device.screens.reading import FollowBar, NotesPanel, SearchPanel
from device.screens.shared import AgendaRow, Header, Reader
from device.screens.speaking import Calls, SpeakBar
from device.screens.votes import Ballot, BallotOption, Result
from device.screens.words import Form, PollKind, Quorum, SignInMode


class SeatWaiting(Struct, frozen=True):
    """No meeting to show: searching, connecting or refused."""

    header: Header
    fault: str = ""  # error code, empty when all is well


class PersonChoice(Struct, frozen=True):
    """One name to choose from where anybody may sit anywhere."""

    person: str
    name: str
    title: str
    chosen: bool = False


class SeatWelcome(Struct, frozen=True):
    """Whose seat this is, before the delegate confirms being here."""

    header: Header
    starts: str  # "08:00"
    date: str  # ISO date of the meeting
    member: str
    person_name: str
    person_title: str
    guest: bool
    signing_in: bool  # confirmed, the hub has not answered yet
    fault: str = ""
    sign_in: SignInMode = SignInMode.ASSIGNMENT
    pin_digits: int = 0  # typed so far, never which
    locked: bool = False  # wrong PIN too often: somebody has to unlock
    persons: tuple[PersonChoice, ...] = ()  # PIN_ANYWHERE: who may sit here, until one is chosen
    substitute_for: str = ""  # name of the member this person stands in for


class NamedRow(Struct, frozen=True):
    """One person in a show of hands taken by name, or in a correction."""

    person: str
    name: str
    answer: tuple[str, ...]


class CountRow(Struct, frozen=True):
    """One number to type. `key` is a choice, an option, or `option/level`; `label` an option's name."""

    key: str
    label: str
    value: int
    differs: bool = False  # from what the other person typed


class CountDesk(Struct, frozen=True):
    """What a person sees who types the counts of a show of hands or of paper ballots."""

    poll: str
    question: str
    item_number: int
    kind: PollKind
    form: Form
    rows: tuple[CountRow, ...]
    cast: int  # handed in; follows from the rows of a motion
    blank: int
    invalid: int
    present: int  # entitled and present: no more than these can be cast
    named: tuple[NamedRow, ...] = ()  # everybody who may vote, where hands may be taken by name
    by_name: bool = False
    complete: bool = False  # the numbers fit together
    entered: bool = False  # accepted by the hub as it stands
    waiting: bool = False  # said, not yet answered
    others: int = 0  # other persons who have entered
    needed: int = 1  # persons who must enter the same: 2 for paper
    refusal: str = ""
    options: tuple[BallotOption, ...] = ()  # what a hand chooses from by name, empty for a motion
    picks: int = 1


class VoidDesk(Struct, frozen=True):
    """The chair wants a poll declared void; the secretary answers."""

    poll: str
    question: str
    item_number: int
    reason: str
    waiting: bool = False
    refusal: str = ""


class CorrectionDesk(Struct, frozen=True):
    """The secretary puts a counted poll right: answers of persons, or the counts."""

    poll: str
    question: str
    item_number: int
    form: Form
    named: tuple[NamedRow, ...]  # pressed polls and hands by name: everybody on the list
    changed: tuple[str, ...]  # persons whose answer is changed so far
    counts: CountDesk | None  # hands and paper
    reason: str
    complete: bool = False
    waiting: bool = False
    refusal: str = ""
    options: tuple[BallotOption, ...] = ()  # what an answer chooses from, empty for a motion
    picks: int = 1


class Desk(Struct, frozen=True):
    """What a secretary or teller has to do beside being a delegate."""

    count: CountDesk | None = None
    void: VoidDesk | None = None
    correction: CorrectionDesk | None = None
    may_correct: str = ""  # the counted poll that can be put right, or empty


class SeatSession(Struct, frozen=True):
    """Agenda, paper, and below them the vote, the result or what is going on."""

    header: Header
    agenda: tuple[AgendaRow, ...]
    reader: Reader
    session_open: bool
    quorum: Quorum
    present: int
    needed: int
    members: int
    ballot: Ballot | None = None
    result: Result | None = None  # shown instead of the reader until dismissed
    conclusion: str = ""  # latest conclusion read out
    closed: bool = False
    notice: str = ""  # code of something the delegate should know
    desk: Desk | None = None  # secretary and tellers only
    may_leave: bool = False  # signed in: may say that they go away
    search: SearchPanel | None = None  # while it is open
    notes: NotesPanel | None = None  # of whoever is signed in, on the paper in front
    follow: FollowBar | None = None  # of whoever is signed in
    speak: SpeakBar | None = None  # of whoever is signed in
    calls: Calls = field(default_factory=Calls)
    message: str = ""  # the chair's, to this seat or to all
    suspended: bool = False
    returns: str = ""  # "10:15", when the break is to end


SeatScreen: TypeAlias = SeatWaiting | SeatWelcome | SeatSession
