"""The four tables: every pair in them moves, every pair missing is refused by name and changes nothing."""

from __future__ import annotations

from itertools import product

import pytest
from msgspec.structs import replace

from hub.domain import agenda, commands, poll, session, speaking
from hub.domain.agenda import Agenda, Item
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import ItemMoved
from hub.domain.meeting import Meeting
from hub.domain.poll import PollStage
from hub.domain.session import Phase
from hub.domain.speaking import Floor
from hub.domain.vocabulary import (
    Absence,
    Choice,
    Entry,
    PollKind,
    QueueMode,
    SpeechKind,
    Stage,
    TieRule,
)
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import SETTINGS, make_plan, person_id

POLL = "poll-1-1"
ANSWER = commands.AnswerVoid(POLL, person_id(2), "seat-002", agrees=True)
POLL_COMMANDS = sorted({command for _, command in poll.TRANSITIONS} - {"SupersedePoll"})
TYPED = {"EnterCount"}  # needs a poll of another kind
ITEM_COMMANDS = sorted({command for _, command in agenda.TRANSITIONS})


def poll_at(stage: PollStage) -> Play:
    """A meeting whose first poll stands at `stage`, with a tie for the chair where it is closed."""
    plan = make_plan(5, settings=replace(SETTINGS, tie=TieRule.CHAIR_ONLY_IN_TIE))
    drafted = stage is PollStage.DRAFTED
    play = in_session(replace(plan, polls=(replace(plan.polls[0], drafted=drafted),)), 5)
    opened = (commands.OpenPoll(POLL),)
    closed = (
        *opened,
        play.ballot(2, Choice.FOR),
        play.ballot(3, Choice.AGAINST),
        commands.ClosePoll(POLL),
    )
    announced = (
        *closed,
        commands.DecideTie(POLL, Choice.FOR),
        commands.AnnouncePoll(POLL),
    )
    again = f"{POLL}-lai-1"
    way: dict[PollStage, tuple[Command, ...]] = {
        PollStage.DRAFTED: (),
        PollStage.READY: (),
        PollStage.OPEN: opened,
        PollStage.PAUSED: (*opened, commands.PausePoll(POLL)),
        PollStage.CLOSED: closed,
        PollStage.ANNOUNCED: announced,
        PollStage.VOIDED: (*opened, commands.ProposeVoid(POLL, "nhầm"), ANSWER),
        PollStage.SUPERSEDED: (
            *announced,
            commands.Revote(POLL),
            commands.OpenPoll(again),
            commands.ClosePoll(again),
            commands.AnnouncePoll(again),
        ),
    }
    play.does(*way[stage])
    return play


def poll_command(play: Play, name: str) -> Command:
    made: dict[str, Command] = {
        "ReadyPoll": commands.ReadyPoll(POLL),
        "OpenPoll": commands.OpenPoll(POLL),
        "CastBallot": play.ballot(2, Choice.FOR),
        "EnterCount": play.count(2, Entry(0, (0, 0, 0))),
        "PausePoll": commands.PausePoll(POLL),
        "ResumePoll": commands.ResumePoll(POLL),
        "ExtendPoll": commands.ExtendPoll(POLL, 1_000),
        "GiveTimeBack": commands.GiveTimeBack(POLL, play.now + 10**9),
        "ClosePoll": commands.ClosePoll(POLL),
        "AnnouncePoll": commands.AnnouncePoll(POLL),
        "DecideTie": commands.DecideTie(POLL, Choice.FOR),
        "CorrectPoll": play.correction((4, (Choice.FOR,)), (5, (Choice.AGAINST,))),
        "ProposeVoid": commands.ProposeVoid(POLL, "nhầm"),
        "AnswerVoid": ANSWER,
    }
    return made[name]


@pytest.mark.parametrize(("stage", "name"), [*product(PollStage, POLL_COMMANDS)])
def test_a_poll_moves_as_its_table_says_and_in_no_other_way(stage: PollStage, name: str) -> None:
    play = poll_at(stage)
    assert play.state.polls[POLL].stage is stage
    command = poll_command(play, name)
    if name == "AnnouncePoll" and stage is PollStage.CLOSED:
        play.does(commands.DecideTie(POLL, Choice.FOR))
    if name == "AnswerVoid" and (stage, name) in poll.TRANSITIONS:
        play.does(commands.ProposeVoid(POLL, "nhầm"))
    if (stage, name) in poll.TRANSITIONS and name in TYPED:
        assert play.refuses(command) == "pressed-poll"
    elif (stage, name) in poll.TRANSITIONS:
        play.does(command)
        assert play.state.polls[POLL].stage is poll.TRANSITIONS[stage, name]
    else:
        assert play.refuses(command) == f"poll-{stage}"


@pytest.mark.parametrize(("stage", "name"), [*product(Stage, ITEM_COMMANDS)])
def test_an_item_moves_as_its_table_says_and_in_no_other_way(stage: Stage, name: str) -> None:
    items = Agenda({"item-1": Item(stage), "item-2": Item()})
    if (stage, name) in agenda.TRANSITIONS:
        reached = agenda.move(items, "item-1", name)
        assert reached is agenda.TRANSITIONS[stage, name][0]
        moved = agenda.evolve(items, ItemMoved("item-1", reached), 1)
        assert moved.items["item-1"].stage is reached
        assert moved.items["item-2"] == items.items["item-2"]
    else:
        with pytest.raises(DomainError) as refusal:
            agenda.move(items, "item-1", name)
        assert refusal.value.code == "item-not-ready"
        assert refusal.value.facts == {"item": "item-1", "stage": stage}


ITEM_STEPS: dict[str, Command] = {
    "TakeItem": commands.TakeItem("item-1"),
    "StartDiscussion": commands.StartDiscussion("item-1"),
    "PauseItem": commands.PauseItem("item-1"),
    "PostponeItem": commands.PostponeItem("item-1", ""),
    "WithdrawItem": commands.WithdrawItem("item-1", ""),
    "PassItems": commands.PassItems(("item-1",)),
    "RestoreItem": commands.RestoreItem("item-1"),
    "ConcludeItem": commands.ConcludeItem("item-1", "Thống nhất."),
}


@pytest.mark.parametrize(("stage", "name"), [*product(Stage, ITEM_STEPS)])
def test_a_command_about_an_item_is_held_to_the_table(stage: Stage, name: str) -> None:
    play = in_session(make_plan(3), 3)
    active = "item-1" if stage in {*agenda.TALKING, Stage.VOTING} else ""
    resumes = Stage.CONCLUDING if stage is Stage.PAUSED else None
    items = {**play.state.agenda.items, "item-1": Item(stage, resumes)}
    play.state = replace(play.state, agenda=replace(play.state.agenda, items=items, active=active))
    if (stage, name) in agenda.TRANSITIONS:
        play.does(ITEM_STEPS[name])
        reached = play.state.agenda.items["item-1"].stage
        assert reached is (resumes if name == "TakeItem" and resumes else expected(stage, name))
    else:
        assert play.refuses(ITEM_STEPS[name]) == "item-not-ready"


def expected(stage: Stage, name: str) -> Stage:
    (reached,) = agenda.TRANSITIONS[stage, name]
    return reached


SPEECH_STEPS: dict[str, Command] = {
    "GrantSpeech": commands.GrantSpeech("p002"),
    "PauseSpeech": commands.PauseSpeech(),
    "ResumeSpeech": commands.ResumeSpeech(),
    "ExtendSpeech": commands.ExtendSpeech(),
    "EndSpeech": commands.EndSpeech(),
    "SuspendSession": commands.SuspendSession(None),
    "StartDiscussion": commands.StartDiscussion("item-1"),
    "PauseItem": commands.PauseItem("item-1"),
    "PostponeItem": commands.PostponeItem("item-1", ""),
    "WithdrawItem": commands.WithdrawItem("item-1", ""),
    "ConcludeItem": commands.ConcludeItem("item-1", "Thống nhất."),
    "OpenPoll": commands.OpenPoll(POLL),
    "AskNow": commands.AskNow("item-1", "Thông qua", PollKind.ROLL_CALL),
    "SignOut": commands.SignOut("p003", "left"),
}
ABOUT_A_SPEECH = {"PauseSpeech", "ResumeSpeech", "ExtendSpeech", "EndSpeech"}


def floor_at(floor: Floor) -> Play:
    """The first item is presented by p003, or nobody presents any more."""
    plan = make_plan(3)
    first = replace(plan.items[0], speaker="p003")
    play = Play(replace(plan, items=(first, *plan.items[1:])))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession(), commands.TakeItem("item-1"))
    if floor is Floor.IDLE:
        play.does(commands.EndSpeech())
    if floor is Floor.PAUSED:
        play.does(commands.PauseSpeech())
    return play


@pytest.mark.parametrize(("floor", "name"), [*product(Floor, SPEECH_STEPS)])
def test_the_floor_moves_as_its_table_says_and_in_no_other_way(floor: Floor, name: str) -> None:
    play = floor_at(floor)
    assert play.state.speaking.floor is floor
    if (floor, name) not in speaking.TRANSITIONS and name in ABOUT_A_SPEECH and floor is Floor.IDLE:
        assert play.refuses(SPEECH_STEPS[name]) == "nobody-speaks"
    else:
        play.does(SPEECH_STEPS[name])
        assert play.state.speaking.floor is speaking.TRANSITIONS.get((floor, name), floor)


def test_the_floor_is_taken_with_an_item_and_goes_on_after_a_break() -> None:
    play = floor_at(Floor.SPEAKING)
    assert speaking.TRANSITIONS[Floor.IDLE, "TakeItem"] is play.state.speaking.floor
    play.does(commands.SuspendSession(None), commands.ResumeSession())
    assert speaking.TRANSITIONS[Floor.PAUSED, "ResumeSession"] is play.state.speaking.floor
    assert {*SPEECH_STEPS, "TakeItem", "ResumeSession"} == {
        name for _, name in speaking.TRANSITIONS
    }


PHASES: dict[str, tuple[Command, dict[Phase, str]]] = {
    "OpenSession": (
        commands.OpenSession(),
        dict.fromkeys(Phase, "session-already-opened"),
    ),
    "SuspendSession": (
        commands.SuspendSession(None),
        {**dict.fromkeys(Phase, "session-not-open"), Phase.SUSPENDED: "session-suspended"},
    ),
    "ResumeSession": (
        commands.ResumeSession(),
        dict.fromkeys(Phase, "session-not-suspended"),
    ),
    "CloseSession": (
        commands.CloseSession(),
        {**dict.fromkeys(Phase, "session-not-open"), Phase.SUSPENDED: "session-suspended"},
    ),
}


@pytest.mark.parametrize(("phase", "name"), [*product(Phase, PHASES)])
def test_a_session_moves_as_its_table_says_and_in_no_other_way(phase: Phase, name: str) -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    way: dict[Phase, tuple[Command, ...]] = {
        Phase.CONVENED: (),
        Phase.OPEN: (commands.OpenSession(),),
        Phase.SUSPENDED: (commands.OpenSession(), commands.SuspendSession(None)),
        Phase.CLOSED: (commands.OpenSession(), commands.CloseSession()),
    }
    play.does(*way[phase])
    command, codes = PHASES[name]
    if (phase, name) in session.TRANSITIONS:
        play.does(command)
        assert play.state.session.phase is session.TRANSITIONS[phase, name]
    else:
        assert play.refuses(command) == codes[phase]


NOTHING_YET: dict[str, tuple[Command, ...]] = {
    "no-meeting": (
        commands.SignIn("p001", "001", "seat-001"),
        commands.SignOut("p001", "left"),
        commands.MovePerson("p001", "002"),
        commands.AcceptAbsence("p001", Absence.EXCUSED),
        commands.OpenSession(),
        commands.HandOverChair("p001", "chair-1"),
        commands.InsertItem("Việc khác", "", 5, ""),
        commands.MoveItem("item-1", ""),
        commands.DraftConclusion("item-1", "", ()),
        commands.NoteItem("item-1", ""),
        commands.SetQueueMode(QueueMode.FIFO),
    ),
    "session-not-open": (
        commands.SuspendSession(None),
        commands.PauseItem("item-1"),
        commands.PostponeItem("item-1", ""),
        commands.WithdrawItem("item-1", ""),
        commands.PassItems(("item-1",)),
        commands.RestoreItem("item-1"),
        commands.RequestSpeech("p001", SpeechKind.CONTRIBUTION, "seat-001"),
        commands.GrantSpeech("p001"),
        commands.PauseSpeech(),
        commands.ResumeSpeech(),
        commands.ExtendSpeech(),
        commands.EndSpeech(),
        commands.CloseSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.ConcludeItem("item-1", "Xong."),
        commands.OpenPoll(POLL),
        commands.ProposeVoid(POLL, "nhầm"),
        ANSWER,
        commands.Revote(POLL),
        commands.AskNow("item-1", "Thông qua", PollKind.ROLL_CALL),
    ),
    "unknown-poll": (
        commands.PausePoll(POLL),
        commands.ResumePoll(POLL),
        commands.ExtendPoll(POLL, 1),
        commands.ClosePoll(POLL),
        commands.AnnouncePoll(POLL),
        commands.ReadyPoll(POLL),
        commands.DecideTie(POLL, Choice.FOR),
    ),
    "session-not-suspended": (commands.ResumeSession(),),
    "session-not-closed": (commands.RecordMinutes("papers/minutes.pdf", "0" * 64, 1),),
    "no-minutes": (commands.RecordReceipt("0" * 64, "centre", "{}", "00"),),
}


@pytest.mark.parametrize(
    ("command", "code"), [(command, code) for code, all_ in NOTHING_YET.items() for command in all_]
)
def test_before_a_meeting_is_convened_everything_is_refused(command: Command, code: str) -> None:
    play = Play(make_plan(3))
    play.state = Meeting()
    assert play.refuses(command) == code


def test_a_meeting_is_convened_once() -> None:
    play = Play(make_plan(3))
    assert play.refuses(commands.ConveneMeeting(make_plan(4))) == "already-convened"


def test_what_is_about_something_unknown_is_refused() -> None:
    play = in_poll(make_plan(3), 3)
    assert play.refuses(commands.TakeItem("item-9")) == "unknown-item"
    assert play.refuses(commands.OpenPoll("poll-9-9")) == "unknown-poll"
    assert play.refuses(play.ballot(1, Choice.FOR, "poll-9-9")) == "unknown-poll"
