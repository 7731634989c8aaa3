"""A snapshot that an event changed is told: the table leaves out nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from hub.application import poll_snapshots, snapshots
from hub.application.agenda_snapshots import agenda_state
from hub.application.roster import Roster
from hub.application.speaking_snapshots import speakers_state
from hub.distribution.touches import TOUCHES, touched_by
from hub.domain import commands
from hub.domain.events import Event
from hub.domain.meeting import Meeting, decide, evolve
from hub.domain.vocabulary import Choice, SpeechKind
from protocol.messages import Message
from protocol.topics import Aspect
from tests.support.meeting import Play, sign_in
from tests.support.plans import device_id, make_plan, person_id, roster

NAMES = Roster.parse(roster(4))
SHOWN: dict[Aspect, Callable[[Meeting], Message]] = {
    Aspect.SESSION: snapshots.session_state,
    Aspect.AGENDA: agenda_state,
    Aspect.PEOPLE: lambda state: snapshots.people_state(state, NAMES, {}),
    Aspect.POLL: lambda state: poll_snapshots.poll_state(state, NAMES, {}),
    Aspect.PROGRESS: poll_snapshots.progress_state,
    Aspect.BALLOTS: poll_snapshots.ballots_state,
    Aspect.SPEAKERS: lambda state: speakers_state(state, {}),
}


def asks(number: int) -> commands.RequestSpeech:
    return commands.RequestSpeech(person_id(number), SpeechKind.CONTRIBUTION, device_id(number))


def course(play: Play) -> list[commands.Command]:
    """A meeting in which nearly everything happens once."""
    return [
        *(sign_in(number) for number in (1, 2, 3)),
        commands.InsertItem("Việc gấp", "", 5, ""),
        commands.MoveItem("them-1", "item-2"),
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        sign_in(4),
        asks(2),
        asks(3),
        commands.WithdrawSpeech("p003", "person"),
        commands.StartDiscussion("item-1"),
        commands.GrantSpeech("p002"),
        commands.PauseSpeech(),
        commands.ResumeSpeech(),
        commands.ExtendSpeech(),
        commands.SuspendSession(None),
        commands.ResumeSession(),
        commands.NoteItem("item-1", "Ghi."),
        commands.DraftConclusion("item-1", "Nháp.", ()),
        commands.OpenPoll("poll-1-1"),
        play.ballot(1, Choice.FOR),
        play.ballot(2, Choice.AGAINST),
        commands.ClosePoll("poll-1-1"),
        commands.AnnouncePoll("poll-1-1"),
        commands.StartDiscussion("item-1"),
        commands.PauseItem("item-1"),
        commands.PassItems(("them-1",)),
        commands.RestoreItem("them-1"),
        commands.WithdrawItem("them-1", ""),
        commands.TakeItem("item-2"),
        commands.OpenPoll("poll-2-1"),
        commands.PausePoll("poll-2-1"),
        commands.ResumePoll("poll-2-1"),
        commands.ExtendPoll("poll-2-1", 15_000),
        commands.ProposeVoid("poll-2-1", "nhầm"),
        commands.AnswerVoid("poll-2-1", "p002", "seat-002", agrees=False),
        commands.ProposeVoid("poll-2-1", "nhầm"),
        commands.AnswerVoid("poll-2-1", "p002", "seat-002", agrees=True),
        commands.PostponeItem("item-2", "chưa đủ hồ sơ"),
        commands.SignOut("p004", "left"),
        commands.TakeItem("item-1"),
        commands.ConcludeItem("item-1", "Xong."),
        commands.CloseSession(),
    ]


def test_no_snapshot_changes_without_being_touched() -> None:
    play = Play(make_plan(4))
    met: set[type[object]] = set()
    for command in course(play):
        play.waits(1_000)
        for event in decide(play.state, command, play.now):
            met.add(type(event))
            _check(play, event)
    assert set(TOUCHES) - met <= _ELSEWHERE


def _check(play: Play, event: Event) -> None:
    before = {aspect: shown(play.state) for aspect, shown in SHOWN.items()}
    play.state = evolve(play.state, event, play.now)
    changed = {aspect for aspect, shown in SHOWN.items() if shown(play.state) != before[aspect]}
    assert changed <= touched_by(event), type(event).__name__


_NAMES = {  # no part of the course above: papers, a deputy, a mode, hands and what follows a close
    "PaperReleased",
    "PaperRecalled",
    "ChairHandedOver",
    "QueueModeSet",
    "PollReadied",
    "PollSuperseded",
    "PollCorrected",
    "CountEntered",
    "TieDecided",
}
_ELSEWHERE = {shape for shape in get_args(Event) if shape.__name__ in _NAMES}
