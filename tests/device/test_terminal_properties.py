"""Anything at all may happen to a terminal, in any order."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from device import intents
from device.effects import (
    ForgetBallot,
    SaveBallot,
    Say,
    SetLamp,
)
from device.inputs import (
    BoxesFound,
    CacheLoaded,
    ChunkHeard,
    Heard,
    Input,
    LinkChanged,
    NotesOpened,
    NotesSealed,
    OutboxLoaded,
    PaperFailed,
    PaperOpened,
    PrintsRead,
    SavedBallot,
    StorageFailed,
    TextFound,
    Woke,
)
from device.intents import ConfirmChoice, ConfirmPresence, PressKey, TakeStep, TouchChoice
from device.notes import Note, dump
from device.present.role import screen
from device.screens import Choice, Level, Link, NoteKind, ReadingMode, Step
from device.terminal import Terminal
from protocol.finding import Hit
from protocol.messages import (
    Ballot,
    BallotsState,
    CatalogueState,
    Head,
    KeyGrant,
    Message,
    NotesKept,
    NotesKey,
    NotesTold,
    PollState,
    PresenterState,
    Receipt,
    Refusal,
    Welcome,
)
from protocol.topics import Said
from tests.support.hub_voice import (
    HASH,
    HUB_TIME,
    LEASE,
    MEETING,
    SEAT,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    election,
    is_beat,
    make_terminal,
    manifest,
    people,
    poll,
    polls,
    rating,
)
from tests.support.playbook import Playbook

PUBLISHED = ballots(p001="for", p002="against", p003="for")
NOTE = Note("n1", NoteKind.TEXT, 1, "a", (1, 2), "Hỏi lại", "yellow")
PAPER = manifest("bao-cao", b"p", b"1")
NEWER = manifest("bao-cao", b"p 2", b"1 2", version=2)

# A terminal here numbers what it makes, so what it finds on its disk is from another row of numbers.
earlier_ids = st.sampled_from([f"00000000-0000-4000-9000-{n:012x}" for n in range(1, 5)])
ids = earlier_ids | st.sampled_from([f"00000000-0000-4000-8000-{n:012x}" for n in range(1, 9)])
choices = st.sampled_from(Choice)
papers = st.sampled_from([PAPER, NEWER, replace(PAPER, chunk_hashes="!"), manifest("x", b"", b"")])
published = st.sampled_from([PUBLISHED, ballots(), BallotsState("poll-2", ())])
some_polls = st.sampled_from(
    [
        poll(),
        poll(press="first"),
        poll(stage="paused", closes_at=5, remaining_ms=3),
        poll(stage="ready", roll=(), present=(), roll_sha256=""),
        poll(poll="poll-2", closes_at=HUB_TIME, duration_ms=30_000),
        counted(PUBLISHED),
        replace(counted(PUBLISHED), present=()),
        replace(counted(PUBLISHED), stage="closed"),
        replace(counted(PUBLISHED), corrections=1, void_proposed="x"),
        election(),
        rating(),
        poll(kind="show-of-hands"),
        election(kind="paper"),
        replace(election(), stage="closed"),
    ]
)
names = st.sampled_from(["", "bao-cao", "x", "item-1", "item-2", "nowhere"])
persons = st.sampled_from(["", "p001", "p002", "p009"])
pages = st.integers(-1, 5)
messages: st.SearchStrategy[Message] = st.one_of(
    st.sampled_from(
        [
            SESSION,
            replace(SESSION, secretary="p001", tellers=("p002",)),
            replace(SESSION, sign_in="off"),
            replace(SESSION, sign_in="pin-anywhere"),
            replace(SESSION, phase="convened"),
            replace(SESSION, phase="closed"),
            agenda(),
            agenda("item-2"),
            agenda("", items=0),
            people(),
            people(present=False),
            Welcome("seat"),
            PollState((), "gone"),
        ]
    ),
    st.lists(some_polls, max_size=2).map(lambda found: polls(*found)),
    st.lists(papers, max_size=2).map(lambda found: CatalogueState(tuple(found))),
    st.lists(papers, max_size=2).map(lambda found: CatalogueState(tuple(found), HUB_TIME + 5_000)),
    st.builds(PresenterState, st.sampled_from(["", SEAT, "seat-002"]), persons, names, pages),
    st.builds(NotesKey, persons, st.just("")),
    st.builds(NotesTold, persons, names, st.integers(1, 5), st.just("")),
    st.builds(NotesKept, persons, names, st.integers(1, 5)),
    published,
    st.builds(Head, st.integers(0, 20), st.sampled_from([HASH, "cd" * 32])),
    st.builds(Receipt, ids, st.integers(0, 20), st.just(HASH)),
    st.builds(Refusal, ids, st.sampled_from(["poll-closed", "other-meeting"])),
    st.builds(
        KeyGrant,
        st.sampled_from(["bao-cao", "x"]),
        st.integers(0, 2),
        st.just(""),
        st.sampled_from([0, HUB_TIME + 5_000, LEASE]),
    ),
)
heard: st.SearchStrategy[Input] = st.builds(
    lambda message, seq, at, meeting, to: Heard(
        HubVoice().says(message, seq=seq, at=at, meeting=meeting, to=to).envelope
    ),
    messages,
    st.integers(0, 30),
    st.integers(HUB_TIME, HUB_TIME + 100),
    st.sampled_from([MEETING, MEETING, MEETING, "phien-2", ""]),
    st.sampled_from(["", "", SEAT, "seat-002"]),
)
saved_ballots = st.builds(
    SavedBallot,
    earlier_ids,
    st.sampled_from([MEETING, "phien-0"]),
    st.sampled_from(["poll-1", "poll-2"]),
    st.sampled_from(["p001", "p002"]),
    choices.map(lambda choice: (choice.value,)),
    earlier_ids,
    st.just(Ballot("{}", "")),
    st.sampled_from([None, 4]),
    st.integers(0, 5),
)
options = st.sampled_from(["o1", "o2", "o3", "for", "o1/high", "cast", "nowhere"])
answers = st.lists(st.sampled_from(["for", "o1", "o2", "low"]), max_size=3).map(tuple)
worked: st.SearchStrategy[Input] = st.one_of(
    st.builds(intents.TogglePick, options),
    st.builds(intents.SetLevel, options, st.sampled_from(Level)),
    st.builds(intents.SetCount, options, st.integers(-1, 4)),
    st.builds(intents.SetNamed, persons, answers),
    st.builds(intents.CountByName, st.booleans()),
    st.builds(intents.AnswerVoid, st.just("poll-1"), st.booleans()),
    st.builds(intents.SetReason, st.sampled_from(["", "Nhầm"])),
    st.builds(intents.ChoosePerson, persons),
    st.builds(intents.TypePin, st.sampled_from("1x")),
    st.builds(intents.TapSeat, st.sampled_from(["", "001", "009"])),
    st.sampled_from(
        [
            intents.SubmitAnswer(),
            intents.SendCount(),
            intents.StartCorrection("poll-1"),
            intents.SendCorrection(),
            intents.CancelCorrection(),
            intents.ErasePin(),
            intents.LeaveSeat(),
        ]
    ),
)
acted: st.SearchStrategy[Input] = st.one_of(
    st.builds(PressKey, choices),
    st.builds(TouchChoice, choices),
    st.just(ConfirmChoice()),
    st.just(intents.CancelChoice()),
    st.just(ConfirmPresence()),
    st.just(intents.DismissResult()),
    st.builds(intents.KeysTrouble, st.sampled_from(["keys-together", "key-stuck"])),
    st.builds(intents.SelectItem, names),
    st.builds(intents.OpenPaper, names),
    st.builds(intents.GoToPage, st.integers(-5, 500)),
    st.builds(TakeStep, st.sampled_from(Step), names, names),
    st.builds(intents.DraftConclusion, names, names),
)
versions = st.integers(1, 2)
hits = st.lists(
    st.builds(Hit, st.integers(1, 3), st.just(0), st.just(2), st.booleans(), *[st.just("x")] * 3),
    max_size=3,
).map(tuple)
note_ids = st.builds(lambda n: f"00000000-0000-4000-8000-{n:012x}", st.integers(1, 12))
read: st.SearchStrategy[Input] = st.one_of(
    st.builds(intents.GoToPage, pages, st.just(value=True)),
    st.builds(intents.OpenBeside, names),
    st.builds(intents.TurnBeside, pages),
    st.builds(intents.OpenSearch, st.booleans()),
    st.builds(intents.SetQuery, st.sampled_from(["", " ", "von", "ngân sách"])),
    st.builds(intents.NextHit, st.sampled_from([1, -1])),
    st.builds(intents.GoToHit, pages),
    st.builds(intents.PickTool, st.sampled_from([None, *NoteKind])),
    st.builds(intents.AddNote, st.sampled_from(NoteKind), pages, st.just((1, 2, 3, 4)), names),
    st.builds(intents.ToggleBookmark, pages),
    st.builds(intents.ChangeNote, note_ids, names),
    st.builds(intents.RemoveNote, note_ids),
    st.builds(intents.GoToNote, note_ids),
    st.builds(intents.Follow, st.booleans()),
    st.sampled_from(
        [
            intents.GoBack(),
            intents.CloseBeside(),
            intents.DismissReplaced(),
            intents.CloseSearch(),
            intents.UndoNote(),
            intents.RedoNote(),
            intents.ExportNotes(),
            intents.StartPresenting(),
            intents.StopPresenting(),
            intents.SetMode(ReadingMode.CONTINUOUS),
        ]
    ),
    st.builds(TextFound, st.integers(0, 6), names, versions, hits, st.integers(0, 3), pages),
    st.builds(BoxesFound, st.integers(0, 6), names, versions, pages, st.just((((1, 2, 3, 4),),))),
    st.builds(PrintsRead, names, versions, st.sampled_from([(), ("a",), ("a", "b", "c")])),
    st.builds(
        NotesOpened,
        persons,
        names,
        st.integers(1, 5),
        st.sampled_from([b"", dump(()), dump((NOTE,))]),
    ),
    st.builds(NotesSealed, persons, names, st.integers(1, 5), st.just("c2VhbGVk")),
)
happened: st.SearchStrategy[Input] = st.one_of(
    st.builds(LinkChanged, st.sampled_from(Link)),
    st.just(Woke()),
    st.builds(ChunkHeard, names, st.integers(-1, 3), st.sampled_from([b"", b"p", b"1", b"p 2"])),
    st.builds(PaperOpened, names, versions, st.booleans()),
    st.builds(
        PaperFailed, names, versions, st.sampled_from(["chunk-forged", "key-missing", "other"])
    ),
    st.builds(StorageFailed, st.just("disk-full"), ids, names, st.integers(0, 2)),
    st.builds(CacheLoaded, st.just({("bao-cao", 1): frozenset({0, 1}), ("x", 9): frozenset({5})})),
)
starts = st.lists(saved_ballots, max_size=3, unique_by=lambda saved: saved.message)
BEGINNING = (
    LinkChanged(Link.ONLINE),
    *HubVoice(seq=0, at=HUB_TIME - 10).convenes(),
    HubVoice(seq=5, at=HUB_TIME).says(polls(poll())),
)


class Disk:
    """Performs effects as a runner does, on a disk that may be full."""

    def __init__(self, terminal: Terminal, found: list[SavedBallot]) -> None:
        self.terminal = terminal
        self.kept = {saved.message for saved in found}

    def feed(self, entry: Input, now: int, *, full: bool) -> None:
        failed = set()
        for effect in self.terminal.handle(entry, now):
            if isinstance(effect, SaveBallot) and full:
                failed.add(effect.ballot.message)
            elif isinstance(effect, SaveBallot):
                self.kept.add(effect.ballot.message)
            elif isinstance(effect, ForgetBallot):
                self.kept.discard(effect.message)
            elif isinstance(effect, Say) and effect.said is Said.BALLOT:
                assert effect.message_id in self.kept | failed
        for message in failed:
            self.feed(StorageFailed("disk-full", message), now, full=full)


@settings(max_examples=300, deadline=None)
@given(
    role=st.sampled_from(["seat", "seat", "chair", "wall"]),
    found=starts,
    open_poll=st.booleans(),
    entries=st.lists(
        st.tuples(heard | acted | worked | happened | read, st.integers(0, 4_000), st.booleans()),
        max_size=40,
    ),
)
def test_whatever_happens_nothing_breaks_and_no_ballot_is_said_that_is_not_on_disk(
    role: str, found: list[SavedBallot], open_poll: bool, entries: list[tuple[Input, int, bool]]
) -> None:
    terminal, now = make_terminal(role), 0
    disk = Disk(terminal, found)
    disk.feed(OutboxLoaded(tuple(found)), 0, full=False)
    for entry in BEGINNING if open_poll else ():
        disk.feed(entry, 0, full=False)
    for entry, later, full in entries:
        now += later
        disk.feed(entry, now, full=full)
        screen(terminal, now)
        wake_at = terminal.wake_at()
        assert wake_at is None or wake_at > now


@settings(max_examples=100, deadline=None)
@given(pressed=st.lists(st.tuples(choices, st.sampled_from(["", "ok", "no"])), max_size=12))
def test_lamp_and_screen_always_tell_the_same_and_ballots_go_one_at_a_time(
    pressed: list[tuple[Choice, str]],
) -> None:
    terminal, hub = make_terminal(), HubVoice()
    play = Playbook(terminal, leaving_out=is_beat)
    for told in (LinkChanged(Link.ONLINE), *hub.convenes(), hub.says(polls(poll()))):
        play.sees(told)
    answered: set[str] = set()
    for choice, answer in pressed:
        play.sees(PressKey(choice))
        play.forgets()
        said = [e.message_id for e in play.heard if isinstance(e, Say) and e.said is Said.BALLOT]
        assert len(set(said) - answered) <= 1
        if answer and set(said) - answered:
            answered.add(said[-1])
            message = Receipt(said[-1], 3, HASH) if answer == "ok" else Refusal(said[-1], "no")
            play.sees(hub.says(message, to=SEAT))
            play.forgets()
        lamps = [e for e in play.heard if isinstance(e, SetLamp)]
        assert lamps[-1].lamp is terminal.voting.lamp("poll-1", "p001")
