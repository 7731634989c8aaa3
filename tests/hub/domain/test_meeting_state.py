"""Random people ask random things of a meeting: it never breaks, and the record alone rebuilds it."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from hub.domain import commands
from hub.domain.agenda import TALKING
from hub.domain.attendance import Quorum, members_present, needed
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import (
    Event,
    PollClosed,
    PollOpened,
    SpeechBegun,
    SpeechEnded,
    SpeechPaused,
    SpeechResumed,
)
from hub.domain.meeting import Meeting, decide, due, evolve, next_due
from hub.domain.poll import UNSETTLED, PollStage
from hub.domain.session import Phase
from hub.domain.speaking import Floor
from hub.domain.speaking_steps import queue
from hub.domain.vocabulary import (
    Absence,
    Assignment,
    Choice,
    Entry,
    Form,
    Group,
    MeetingPlan,
    Option,
    PollKind,
    PressRule,
    QueueMode,
    QuorumPolicy,
    Registration,
    Release,
    SignInMode,
    SpeechKind,
    Stage,
    TieRule,
)
from tests.support.meeting import Play, sign_in
from tests.support.plans import SETTINGS, device_id, make_plan, person_id

PEOPLE = st.integers(1, 7)  # five members, a guest, and somebody unknown
ITEMS = st.sampled_from(["item-1", "item-2", "them-1", "item-9"])
BEFORE = st.sampled_from(["", "item-1", "item-2", "them-1"])
POLLS = [
    "poll-1-1",
    "poll-1-2",
    "poll-1-3",
    "poll-1-4",
    "poll-2-1",
    "poll-1-1-lai-1",
    "item-1-hoi-1",
]
NEVER_OPENED = {PollStage.DRAFTED, PollStage.READY}
SETTLED = NEVER_OPENED | {PollStage.ANNOUNCED, PollStage.VOIDED, PollStage.SUPERSEDED}
ANSWERS = st.sampled_from(
    [("for",), ("against",), ("abstain",), (), ("a",), ("b",), ("high", "low")]
)


def plan_of_all_kinds() -> MeetingPlan:
    """Polls of every kind and form, with and without a clock, first and last press, one secret."""
    plan = make_plan(5, guests=1, polls_per_item=4)
    tied = replace(SETTINGS, tie=TieRule.CHAIR_ONLY_IN_TIE, release=Release.AT_ONCE)
    first = replace(SETTINGS, press=PressRule.FIRST, duration_ms=None, quorum=QuorumPolicy.FLAG)
    one, two, three, four, five, *_ = plan.polls
    two_options = (Option("a", "A"), Option("b", "B"))
    first_item, second_item = plan.items
    early = (Registration("p004"), Registration("p006", SpeechKind.QUESTION))
    return replace(
        plan,
        sign_in=SignInMode.PIN_ANYWHERE,
        deputies=("p003",),
        items=(replace(first_item, speaker="p005", registered=early), second_item),
        groups=(Group("a", "Tổ 1", 60_000), Group("b", "Tổ 2")),
        persons=tuple(
            replace(person, group="" if n > 4 else "ab"[n % 2])
            for n, person in enumerate(plan.persons, start=1)
        ),
        polls=(
            replace(one, settings=tied, package=("item-2",)),
            replace(two, settings=first, kind=PollKind.PAPER, drafted=True),
            replace(three, form=Form.OPTIONS, options=two_options, kind=PollKind.UNNAMED),
            replace(four, form=Form.CONFIDENCE, options=two_options),
            replace(five, kind=PollKind.SECRET),
        ),
    )


def net_times(happened: list[tuple[Event, int]]) -> list[int]:
    """How long each ended speech went on by the times of its records, pauses apart."""
    found, spent, since = [], 0, None
    for event, at in happened:
        if isinstance(event, SpeechBegun):
            spent, since = 0, at
        elif isinstance(event, SpeechResumed):
            since = at
        elif isinstance(event, SpeechPaused | SpeechEnded):
            spent += 0 if since is None else at - since
            since = None
            if isinstance(event, SpeechEnded):
                found.append(spent)
    return found


class AnyMeeting(RuleBasedStateMachine):
    """One meeting; `play` records what is decided."""

    def __init__(self) -> None:
        super().__init__()
        self.play = Play(plan_of_all_kinds())

    def ask(self, command: Command) -> None:
        before, happened = self.play.state, len(self.play.events)
        try:
            self.play.does(command)
        except DomainError as refusal:
            assert self.play.state == before
            assert len(self.play.events) == happened
            self.play.records(*refusal.events)

    @initialize(steps=st.integers(0, 5))
    def so_far(self, steps: int) -> None:
        """Some meetings are looked at from later on, for the way there is long by chance."""
        for number in range(1, 6):
            self.play.does(sign_in(number))
        way: tuple[Command, ...] = (
            commands.OpenSession(),
            commands.TakeItem("item-1"),
            commands.StartDiscussion("item-1"),
            commands.OpenPoll("poll-1-1"),
            self.play.ballot(2, Choice.FOR),
        )
        self.play.does(*way[:steps])

    @rule(number=PEOPLE)
    def somebody_sits_down(self, number: int) -> None:
        self.ask(sign_in(number))

    @rule(number=PEOPLE, seat=PEOPLE, proven=st.booleans())
    def somebody_sits_down_elsewhere(self, number: int, seat: int, proven: bool) -> None:
        self.ask(replace(sign_in(seat), person=person_id(number), proven=proven))

    @rule(number=PEOPLE, seat=PEOPLE)
    def somebody_is_given_another_seat(self, number: int, seat: int) -> None:
        self.ask(commands.MovePerson(person_id(number), f"{seat:03d}"))

    @rule(number=PEOPLE, absence=st.sampled_from(Absence))
    def somebody_is_noted_absent_or_let_in(self, number: int, absence: Absence) -> None:
        self.ask(commands.AcceptAbsence(person_id(number), absence))
        self.ask(commands.UnlockPerson(person_id(number)))

    @rule(number=PEOPLE)
    def somebody_leaves(self, number: int) -> None:
        self.ask(commands.SignOut(person_id(number), "left"))

    @rule()
    def everybody_is_here(self) -> None:
        for number in range(1, 6):
            self.ask(sign_in(number))

    @rule(opens=st.booleans())
    def the_chair_opens_or_closes(self, opens: bool) -> None:
        self.ask(commands.OpenSession() if opens else commands.CloseSession())

    @rule(item=ITEMS, kind=st.sampled_from([commands.TakeItem, commands.StartDiscussion]))
    def the_chair_moves_an_item(self, item: str, kind: type[commands.TakeItem]) -> None:
        self.ask(kind(item))

    @rule(begins=st.booleans(), minutes=st.sampled_from([None, -1, 15, 1_500]))
    def a_break_begins_or_ends(self, begins: bool, minutes: int | None) -> None:
        until = None if minutes is None else self.play.now + minutes * 60_000
        self.ask(commands.SuspendSession(until) if begins else commands.ResumeSession())

    @rule(number=PEOPLE)
    def somebody_takes_the_chair(self, number: int) -> None:
        self.ask(commands.HandOverChair(person_id(number), "chair-1"))

    @rule(item=ITEMS, away=st.sampled_from([commands.PostponeItem, commands.WithdrawItem]))
    def an_item_is_put_aside(self, item: str, away: type[commands.PostponeItem]) -> None:
        self.ask(commands.PauseItem(item))
        self.ask(away(item, "chưa đủ hồ sơ"))

    @rule(item=ITEMS)
    def an_item_is_paused(self, item: str) -> None:
        self.ask(commands.PauseItem(item))

    @rule(items=st.lists(ITEMS, max_size=2))
    def items_are_passed(self, items: list[str]) -> None:
        self.ask(commands.PassItems(tuple(items)))

    @rule(item=ITEMS)
    def an_item_is_restored(self, item: str) -> None:
        self.ask(commands.RestoreItem(item))

    @rule(title=st.sampled_from(["", "Việc khác"]), before=BEFORE)
    def an_item_is_added(self, title: str, before: str) -> None:
        self.ask(commands.InsertItem(title, "", 5, before))

    @rule(item=ITEMS, before=BEFORE)
    def items_change_places(self, item: str, before: str) -> None:
        self.ask(commands.MoveItem(item, before))

    @rule(item=ITEMS, due=st.sampled_from(["", "2026-12-05", "mai"]))
    def the_secretary_writes(self, item: str, due: str) -> None:
        task = Assignment("Trình đề án", "Sở Tài chính", (), due)
        self.ask(commands.DraftConclusion(item, "Đồng ý.", (task,)))
        self.ask(commands.NoteItem(item, due))

    @rule(number=PEOPLE, seat=PEOPLE, kind=st.sampled_from(SpeechKind))
    def somebody_asks_to_speak(self, number: int, seat: int, kind: SpeechKind) -> None:
        self.ask(commands.RequestSpeech(person_id(number), kind, device_id(seat)))

    @rule(number=PEOPLE, kind=st.sampled_from(SpeechKind))
    def somebody_asks_to_speak_where_they_sit(self, number: int, kind: SpeechKind) -> None:
        place = self.play.state.attendance.present.get(person_id(number))
        device = place.device if place else device_id(number)
        self.ask(commands.RequestSpeech(person_id(number), kind, device))

    @rule(number=PEOPLE)
    def somebody_does_not_want_to_speak_any_more(self, number: int) -> None:
        self.ask(commands.WithdrawSpeech(person_id(number), "person"))

    @rule(number=PEOPLE, kind=st.sampled_from([None, *SpeechKind]))
    def somebody_is_called(self, number: int, kind: SpeechKind | None) -> None:
        self.ask(commands.GrantSpeech(person_id(number), kind))

    @rule(
        command=st.sampled_from(
            [
                commands.PauseSpeech(),
                commands.ResumeSpeech(),
                commands.ExtendSpeech(),
                commands.EndSpeech(),
                commands.EndSpeech("p003"),
            ]
        )
    )
    def a_speech_is_timed(self, command: Command) -> None:
        self.ask(command)

    @rule(mode=st.sampled_from(QueueMode))
    def the_queue_is_decided_otherwise(self, mode: QueueMode) -> None:
        self.ask(commands.SetQueueMode(mode))

    @rule(item=ITEMS, text=st.sampled_from(["", "Thống nhất.", "x" * 4001]))
    def the_chair_concludes(self, item: str, text: str) -> None:
        self.ask(commands.ConcludeItem(item, text))

    @rule(
        poll=st.sampled_from(POLLS),
        kind=st.sampled_from(
            [
                commands.ReadyPoll,
                commands.Revote,
                commands.OpenPoll,
                commands.PausePoll,
                commands.ResumePoll,
                commands.ClosePoll,
                commands.AnnouncePoll,
            ]
        ),
    )
    def the_chair_moves_a_poll(self, poll: str, kind: type[commands.OpenPoll]) -> None:
        self.ask(kind(poll))

    @rule()
    def the_chair_opens_what_can_be_opened(self) -> None:
        for poll in POLLS:
            self.ask(commands.OpenPoll(poll))

    @rule(poll=st.sampled_from(POLLS), by_ms=st.integers(-1, 700_000))
    def the_chair_gives_more_time(self, poll: str, by_ms: int) -> None:
        self.ask(commands.ExtendPoll(poll, by_ms))

    @rule(poll=st.sampled_from(POLLS), who=PEOPLE, agrees=st.booleans())
    def somebody_wants_a_poll_void(self, poll: str, who: int, agrees: bool) -> None:
        self.ask(commands.ProposeVoid(poll, "nhầm" if agrees else ""))
        self.ask(commands.AnswerVoid(poll, person_id(who), device_id(who), agrees))

    @rule(poll=st.sampled_from(POLLS))
    def a_poll_is_voided(self, poll: str) -> None:
        self.ask(commands.ProposeVoid(poll, "nhầm"))
        self.ask(commands.AnswerVoid(poll, person_id(2), device_id(2), agrees=True))

    @rule(poll=st.sampled_from(POLLS), choice=st.sampled_from(Choice))
    def the_chair_decides(self, poll: str, choice: Choice) -> None:
        self.ask(commands.DecideTie(poll, choice))

    @rule(kind=st.sampled_from(PollKind))
    def the_chair_asks_on_the_spot(self, kind: PollKind) -> None:
        self.ask(commands.AskNow("item-1", "Thông qua", kind))

    @rule(poll=st.sampled_from(POLLS), number=PEOPLE, yes=st.integers(0, 6))
    def somebody_types_counts(self, poll: str, number: int, yes: int) -> None:
        self.ask(self.play.count(number, Entry(yes, (yes, 0, 0)), poll))

    @rule(poll=st.sampled_from(POLLS), number=PEOPLE, answer=ANSWERS)
    def the_secretary_corrects(self, poll: str, number: int, answer: tuple[str, ...]) -> None:
        self.ask(self.play.correction((number, answer), poll=poll))
        self.ask(self.play.correction(entry=Entry(1, (0, 1, 0)), poll=poll))

    @rule(number=PEOPLE, poll=st.sampled_from(POLLS), answer=ANSWERS)
    def somebody_votes(self, number: int, poll: str, answer: tuple[str, ...]) -> None:
        self.ask(self.play.ballot(number, answer, poll))

    @rule(number=PEOPLE, seat=PEOPLE, choice=st.sampled_from(Choice))
    def somebody_votes_for_somebody_else(self, number: int, seat: int, choice: Choice) -> None:
        self.ask(replace(self.play.ballot(seat, choice), person=person_id(number)))

    @rule(milliseconds=st.sampled_from([1, 1_000, 29_999, 60_000]))
    def time_passes(self, milliseconds: int) -> None:
        self.play.waits(milliseconds)

    @rule()
    def the_clock_asks(self) -> None:
        wanted = due(self.play.state, self.play.now)
        for command in wanted:
            self.play.does(command)
        assert due(self.play.state, self.play.now) == ()

    @rule()
    def the_minutes_are_written(self) -> None:
        self.ask(commands.RecordMinutes("papers/minutes.pdf", "a" * 64, 1))
        self.ask(commands.RecordReceipt("b" * 64, "centre", "{}", "00"))

    @invariant()
    def the_record_alone_gives_the_state(self) -> None:
        state = Meeting()
        for event, at in self.play.events:
            state = evolve(state, event, at)
        assert state == self.play.state

    @invariant()
    def at_most_one_poll_is_unsettled_and_its_item_is_the_active_one(self) -> None:
        polls = [each for each in self.play.state.polls.values() if each.stage in UNSETTLED]
        assert len(polls) <= 1
        for each in polls:
            assert self.play.state.agenda.active == each.plan.item
            assert self.play.state.agenda.items[each.plan.item].stage is Stage.VOTING

    @invariant()
    def at_most_one_item_is_under_way_and_it_is_the_active_one(self) -> None:
        agenda = self.play.state.agenda
        under_way = [
            name for name, item in agenda.items.items() if item.stage in {*TALKING, Stage.VOTING}
        ]
        assert under_way == ([agenda.active] if agenda.active else [])

    @invariant()
    def the_order_is_every_item_once(self) -> None:
        agenda = self.play.state.agenda
        assert sorted(agenda.order) == sorted(agenda.items) == sorted(agenda.plans)
        numbers = [plan.number for plan in agenda.ordered]
        assert len(numbers) == len(set(numbers))

    @invariant()
    def only_a_paused_item_knows_where_it_goes_on(self) -> None:
        for item in self.play.state.agenda.items.values():
            assert (item.resumes is not None) == (item.stage is Stage.PAUSED)
            assert item.resumes is None or item.resumes in TALKING

    @invariant()
    def clocks_run_in_an_open_session_and_only_for_what_is_under_way(self) -> None:
        state = self.play.state
        is_open = state.session.phase is Phase.OPEN
        for name, item in state.agenda.items.items():
            assert (item.since is not None) == (is_open and name == state.agenda.active)
            assert 0 <= item.spent_ms <= self.play.now - state.convened.starts_at
        assert is_open or state.speaking.floor is not Floor.SPEAKING

    @invariant()
    def a_speech_is_about_the_active_item_and_its_speaker_is_here(self) -> None:
        state, speech = self.play.state, self.play.state.speaking.current
        if speech is not None:
            assert speech.item == state.agenda.active
            assert state.agenda.items[speech.item].stage in TALKING
            assert speech.person in state.attendance.present or not speech.person

    @invariant()
    def whoever_presides_is_the_chair_or_a_deputy(self) -> None:
        assert self.play.state.presiding in {"p001", "p003"}

    @invariant()
    def the_queue_is_of_those_present_and_nobody_waits_twice(self) -> None:
        waiting = [request.person for request in queue(self.play.state)]
        assert set(waiting) <= set(self.play.state.attendance.present)
        assert len(waiting) == len(set(waiting))
        asked = self.play.state.speaking.requests.get(self.play.state.agenda.active, ())
        assert {each.person for each in asked} - set(self.play.state.attendance.present) == {
            each.person for each in asked
        } - set(waiting)

    @invariant()
    def speaking_times_are_those_of_the_record(self) -> None:
        ended = [event for event, _ in self.play.events if isinstance(event, SpeechEnded)]
        counted = [event for event in ended if event.kind is not SpeechKind.PRESENTATION]
        spoken = self.play.state.speaking.spoken
        assert sum(each.ms for each in spoken.values()) == sum(e.spent_ms for e in counted)
        assert sum(each.times for each in spoken.values()) == len(counted)
        assert net_times(self.play.events) == [event.spent_ms for event in ended]

    @invariant()
    def ballots_come_only_from_those_present_at_the_opening(self) -> None:
        for each in self.play.state.polls.values():
            assert set(each.ballots) <= set(each.present) <= set(each.roll)
            assert each.plan.kind is not PollKind.SECRET or each.stage in NEVER_OPENED
            assert each.pressed or not each.ballots
            assert not each.pressed or not each.entries

    @invariant()
    def a_count_fits_its_ballots_and_only_a_counted_poll_has_one(self) -> None:
        for each in self.play.state.polls.values():
            if each.stage in {PollStage.CLOSED, PollStage.ANNOUNCED}:
                assert each.result is not None
            if each.result is not None:
                found, decided = each.result, each.tie_choice is not None
                assert found.cast + found.silent + found.absent + found.excluded == found.members
                assert found.silent >= 0
                if each.pressed:
                    assert found.cast in {len(each.ballots), len(each.ballots) + decided}
                if each.plan.form is Form.MOTION:
                    answered = found.in_favour + found.against + found.abstain
                    assert answered + found.invalid == found.cast

    @invariant()
    def nobody_sits_on_two_seats_and_no_seat_holds_two(self) -> None:
        attendance = self.play.state.attendance
        seats = [place.seat for place in attendance.present.values()]
        assert len(seats) == len(set(seats))
        assert len(attendance.assigned) == len(set(attendance.assigned.values()))

    @invariant()
    def only_a_running_clock_is_waited_for(self) -> None:
        running = [p for p in self.play.state.polls.values() if p.closes_at is not None]
        assert all(each.stage is PollStage.OPEN for each in running)
        assert (next_due(self.play.state) is None) == (not running)

    @invariant()
    def quorum_is_what_the_people_present_make_it(self) -> None:
        plan, attendance = self.play.state.convened, self.play.state.attendance
        enough = len(members_present(plan, attendance)) >= needed(plan.quorum, 5)
        assert enough == (attendance.quorum is Quorum.MET)

    @invariant()
    def a_closed_session_left_nothing_open(self) -> None:
        if self.play.state.session.phase is Phase.CLOSED:
            assert not self.play.state.agenda.active
            assert all(each.stage in SETTLED for each in self.play.state.polls.values())

    def teardown(self) -> None:
        """No poll closed by the clock before its time."""
        closes_at: dict[str, int | None] = {}
        for event, at in self.play.events:
            if isinstance(event, PollOpened):
                closes_at[event.poll] = event.closes_at
            if isinstance(event, PollClosed) and event.reason == "time":
                assert at >= (closes_at[event.poll] or 0)


TestAnyMeeting = AnyMeeting.TestCase
TestAnyMeeting.settings = settings(stateful_step_count=40)


def test_deciding_changes_nothing() -> None:
    play = Play(make_plan(3))
    before = play.state
    decide(play.state, sign_in(1), play.now)
    assert play.state is before
    assert play.state.attendance.present == {}
