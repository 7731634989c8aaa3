"""Whatever a hub records of a session, the verifier has nothing against, and books the same times."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from hub.application.time_report import Parts, ReportHead, time_report
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import Event
from hub.domain.vocabulary import (
    Assignment,
    Group,
    PollKind,
    QueueMode,
    Registration,
    SpeechKind,
)
from protocol import shapes
from protocol.record import GENESIS, Record
from protocol.verifier.bodies import EVENTS, MeetingConvened
from protocol.verifier.chain import Chain
from protocol.verifier.findings import Findings
from protocol.verifier.meeting import MeetingTrail
from protocol.verifier.seal import Crypto, Terminals
from protocol.verifier.timekeeping import Timekeeper
from tests.support.meeting import Play, sign_in
from tests.support.plans import device_id, make_plan, person_id

TASK = Assignment("Trình đề án", "Sở Tài chính", (), "2026-12-05")
ITEMS = st.sampled_from(["item-1", "item-2", "item-3", "them-1"])
PEOPLE = st.integers(1, 5)
KINDS = st.sampled_from(SpeechKind)


def session_commands() -> st.SearchStrategy[Command]:
    """Everything about the session, its agenda and speaking, and polls without ballots."""
    bare = st.sampled_from(
        [
            commands.SuspendSession(None),
            commands.ResumeSession(),
            commands.ResumeSession(),
            commands.PauseSpeech(),
            commands.ResumeSpeech(),
            commands.ExtendSpeech(),
            commands.EndSpeech(),
            commands.CloseSession(),
            commands.PassItems(("item-3",)),
            commands.AskNow("item-1", "Thông qua?", PollKind.ROLL_CALL),
            *(
                kind(poll)
                for poll in ("poll-1-1", "poll-2-1", "item-1-hoi-1")
                for kind in (commands.OpenPoll, commands.ClosePoll, commands.AnnouncePoll)
            ),
            commands.PausePoll("poll-1-1"),
            commands.ResumePoll("poll-1-1"),
        ]
    )
    about_items = ITEMS.flatmap(
        lambda item: st.sampled_from(
            [
                commands.TakeItem(item),
                commands.StartDiscussion(item),
                commands.PauseItem(item),
                commands.PostponeItem(item, "chưa đủ hồ sơ"),
                commands.WithdrawItem(item, ""),
                commands.RestoreItem(item),
                commands.DraftConclusion(item, "Đồng ý.", (TASK,)),
                commands.ConcludeItem(item, "Đồng ý.", (TASK,)),
                commands.InsertItem("Việc khác", "", 5, item),
                commands.MoveItem("item-3", item),
            ]
        )
    )
    about_people = st.tuples(PEOPLE, KINDS).flatmap(
        lambda who: st.sampled_from(
            [
                sign_in(who[0]),
                commands.SignOut(person_id(who[0]), "left"),
                commands.RequestSpeech(person_id(who[0]), who[1], device_id(who[0])),
                commands.RequestSpeech(person_id(who[0]), who[1], device_id(who[0])),
                commands.WithdrawSpeech(person_id(who[0]), "person"),
                commands.GrantSpeech(person_id(who[0])),
                commands.GrantSpeech(person_id(who[0]), who[1]),
                commands.HandOverChair(person_id(who[0]), device_id(who[0])),
            ]
        )
    )
    modes = st.sampled_from(QueueMode).map(commands.SetQueueMode)
    parts = (bare, bare, *(about_items,) * 3, *(about_people,) * 4, modes)
    return st.sampled_from(parts).flatmap(lambda part: part)


def played(asked: Sequence[tuple[Command, int]], further: int) -> tuple[Play, list[str]]:
    """The session with these commands, refused ones left out, and who caused each event.

    `further` is how far it has come before, for the way into a debate or a poll is long by chance.
    """
    plan = make_plan(4, guests=1, items=3)
    early = (Registration("p004"), Registration("p005", SpeechKind.QUESTION))
    first, *others = plan.items
    play = Play(
        replace(
            plan,
            items=(replace(first, speaker="p003", registered=early), *others),
            deputies=("p003",),
            groups=(Group("a", "Tổ 1", 20_000), Group("b", "Tổ 2")),
            persons=tuple(replace(each, group="ab"[n % 2]) for n, each in enumerate(plan.persons)),
        )
    )
    way = (
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.GrantSpeech("p002"),
        commands.SuspendSession(None),
        commands.ResumeSession(),
        commands.OpenPoll("poll-1-1"),
        commands.ClosePoll("poll-1-1"),
    )
    opening = (*(sign_in(n) for n in range(1, 5)), commands.OpenSession(), *way[:further])
    actors = ["hub"]
    for command, waited in [*((each, 1) for each in opening), *asked]:
        play.waits(waited)
        before = len(play.events)
        try:
            play.does(command)
        except DomainError:
            continue
        actors += [actor_of(command)] * (len(play.events) - before)
    return play, actors


def actor_of(command: Command) -> str:
    if isinstance(command, commands.WithdrawSpeech):
        return device_id(int(command.person[1:]))
    return str(getattr(command, "device", "hub"))


def replayed(
    told: Sequence[tuple[Event, int]], actors: Sequence[str]
) -> tuple[Findings, Timekeeper]:
    """What the verifier finds, and the times it books."""
    findings, time = Findings(), Timekeeper()
    bodies = [shapes.to_json(event) for event, _ in told]
    convened = shapes.from_json(MeetingConvened, bodies[0])
    terminals = Terminals({}, Crypto(lambda *_: False, lambda *_: None), "phong-hop-1")  # type: ignore[arg-type]
    trail = MeetingTrail(convened.plan, Chain((), None), terminals, findings)
    for number, ((event, at), body) in enumerate(zip(told, bodies, strict=True), start=1):
        if number == 1:
            continue
        kind = type(event).__name__
        record = Record(number, at, kind, actors[number - 1], body, GENESIS)  # type: ignore[arg-type]
        read = shapes.from_json(EVENTS[kind], body)
        trail.apply(record, read)
        time.apply(at, read)
    trail.finish(len(told))
    return findings, time


ASKED = st.lists(st.tuples(session_commands(), st.sampled_from([0, 1, 500, 9_000])), max_size=60)


@given(ASKED, st.integers(0, 7))
def test_the_verifier_has_nothing_against_what_a_hub_records(
    asked: list[tuple[Command, int]], further: int
) -> None:
    play, actors = played(asked, further)
    findings, _ = replayed(play.events, actors)
    assert [found for found in findings.all() if found.code != "session-not-closed"] == []


@given(ASKED, st.integers(0, 7))
def test_verifier_and_time_report_book_every_millisecond_alike(
    asked: list[tuple[Command, int]], further: int
) -> None:
    play, actors = played(asked, further)
    for command in (
        commands.ResumeSession(),
        commands.ResumePoll("poll-1-1"),
        *(commands.ClosePoll(poll) for poll in play.state.polls),
        *(commands.AnnouncePoll(poll) for poll in play.state.polls),
        *(commands.ConcludeItem(item, "Xong.") for item in play.state.agenda.items),
        commands.CloseSession(),
    ):
        try:
            play.does(command)
        except DomainError:
            continue
    told = [(at, event) for event, at in play.events]
    report = time_report(told, ReportHead(1, GENESIS))
    _, time = replayed(play.events, [*actors, *["hub"] * (len(play.events) - len(actors))])
    assert Parts(**asdict(time.in_all())) == report.parts
    assert Parts(**asdict(time.of(""))) == report.between
    for item in report.items:
        assert Parts(**asdict(time.of(item.item))) == item.parts
    assert report.parts.total == report.closed_at - report.opened_at
