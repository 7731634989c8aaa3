"""Random people ask random things of a meeting: it never breaks, and the record alone rebuilds it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hub.domain import commands
from hub.domain.attendance import Quorum, members_present, needed
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.events import PollClosed, PollOpened
from hub.domain.meeting import Meeting, decide, due, evolve, next_due
from hub.domain.poll import UNSETTLED, PollStage
from hub.domain.session import Phase
from hub.domain.vocabulary import (
    Absence,
    Choice,
    Entry,
    Form,
    MeetingPlan,
    Option,
    PollKind,
    PressRule,
    QuorumPolicy,
    Release,
    SignInMode,
    Stage,
    TieRule,
)
from tests.support.meeting import Play, sign_in
from tests.support.plans import SETTINGS, device_id, make_plan, person_id

PEOPLE = st.integers(1, 7)  # five members, a guest, and somebody unknown
ITEMS = st.sampled_from(["item-1", "item-2", "item-9"])
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
    return replace(
        plan,
        sign_in=SignInMode.PIN_ANYWHERE,
        polls=(
            replace(one, settings=tied, package=("item-2",)),
            replace(two, settings=first, kind=PollKind.PAPER, drafted=True),
            replace(three, form=Form.OPTIONS, options=two_options, kind=PollKind.UNNAMED),
            replace(four, form=Form.CONFIDENCE, options=two_options),
            replace(five, kind=PollKind.SECRET),
        ),
    )


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
            name
            for name, item in agenda.items.items()
            if item.stage not in {Stage.PLANNED, Stage.CONCLUDED, Stage.PASSED}
        ]
        assert under_way == ([agenda.active] if agenda.active else [])

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
