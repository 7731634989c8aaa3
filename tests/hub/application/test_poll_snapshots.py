"""What terminals are told of polls: everything a witness needs, nothing that is somebody else's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.application import poll_snapshots
from hub.application.roster import Name, Roster
from hub.domain import commands, events
from hub.domain.meeting import Meeting, evolve
from hub.domain.vocabulary import (
    Base,
    Choice,
    Entry,
    Interim,
    MajorityRule,
    MeetingPlan,
    NamedAnswer,
    PollKind,
    TieRule,
)
from protocol import codec
from protocol.codec import MAX_MESSAGE_BYTES
from protocol.envelope import HUB, Envelope
from protocol.messages import (
    BallotShown,
    Message,
    OnePoll,
    OptionState,
    ProgressState,
    ResultState,
)
from protocol.record import ChainHead
from protocol.recount import Lists, asked_of, recount
from tests.hub import minutes_kinds
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import LAW, SETTINGS, make_plan, roster

POLL = "poll-1-1"
NO_CLOSINGS: dict[str, ChainHead] = {}
NAMES = Roster.parse(roster(5))


def poll_of(state: Meeting, name: str = POLL) -> OnePoll:
    told = poll_snapshots.poll_state(state, NAMES, NO_CLOSINGS)
    return next(poll for poll in told.polls if poll.poll == name)


def of_kind(kind: PollKind, members: int = 3, tie: TieRule = TieRule.NONE) -> MeetingPlan:
    plan = make_plan(members, items=1, settings=replace(SETTINGS, tie=tie))
    return replace(plan, polls=tuple(replace(poll, kind=kind) for poll in plan.polls))


def wire_bytes(message: Message) -> int:
    envelope = Envelope(
        "00000000-0000-4000-8000-000000000000", HUB, "", "phien-1", 2**40, 2**41, message
    )
    return len(codec.encode(envelope, lambda _content: bytes(64)))


def test_the_leading_poll_is_the_unsettled_one_then_the_last_announced_of_the_item() -> None:
    play = in_session(make_plan(3, polls_per_item=2), 3)
    assert poll_snapshots.current_poll(play.state) == ""
    play.does(commands.OpenPoll(POLL))
    for command in (
        commands.PausePoll(POLL),
        commands.ResumePoll(POLL),
        commands.ClosePoll(POLL),
        commands.AnnouncePoll(POLL),
    ):
        assert poll_snapshots.current_poll(play.state) == POLL
        play.does(command)
    assert poll_snapshots.current_poll(play.state) == POLL
    play.waits(1)
    play.does(commands.OpenPoll("poll-1-2"), commands.ClosePoll("poll-1-2"))
    play.does(commands.AnnouncePoll("poll-1-2"))
    assert poll_snapshots.current_poll(play.state) == "poll-1-2"
    play.does(commands.ConcludeItem("item-1", "Xong."))
    assert poll_snapshots.current_poll(play.state) == ""


def test_ballots_are_told_after_the_close_sorted_by_person_and_not_before() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p3=Choice.FOR, p1=Choice.AGAINST)
    assert poll_snapshots.ballots_state(play.state).ballots == ()
    play.does(commands.ClosePoll(POLL))
    told = poll_snapshots.ballots_state(play.state)
    assert told.poll == POLL
    assert [(b.person, b.answer) for b in told.ballots] == [
        ("p001", ("against",)),
        ("p003", ("for",)),
    ]
    assert isinstance(told.ballots[0], BallotShown)


def test_while_a_poll_is_open_only_the_number_of_presses_is_told() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR, p2=Choice.AGAINST)
    assert poll_snapshots.progress_state(play.state) == ProgressState(POLL, 2)
    assert poll_of(play.state).result is None
    play.voids()
    assert poll_snapshots.progress_state(play.state) == ProgressState("", 0)


@pytest.mark.parametrize(
    ("interim", "counts"),
    [
        (Interim.NOBODY, ((), ())),
        (Interim.CHAIR, ((1, 1, 0), ())),
        (Interim.ALL, ((1, 1, 0), (1, 1, 0))),
    ],
)
def test_running_counts_are_for_whom_the_poll_lets_see_them(
    interim: Interim, counts: tuple[tuple[int, ...], tuple[int, ...]]
) -> None:
    chair = {Interim.CHAIR, Interim.ALL}
    play = in_poll(make_plan(3, settings=replace(SETTINGS, interim=interim)), 3)
    play.votes(p1=Choice.FOR, p2=Choice.AGAINST)
    told = poll_snapshots.progress_state(play.state)
    assert (poll_snapshots.running_counts(play.state, chair), told.counts) == counts
    play.does(commands.ClosePoll(POLL))
    assert poll_snapshots.running_counts(play.state, chair) == ()
    assert poll_snapshots.progress_state(play.state).counts == ()


@pytest.mark.parametrize(
    ("base", "before", "after"),
    [
        (Base.MEMBERS, 5, 5),
        (Base.ENTITLED, 5, 5),
        (Base.PRESENT, 4, 4),
        (Base.CAST, 4, 2),
        (Base.FOR_AND_AGAINST, 4, 1),
    ],
)
def test_the_base_is_told_as_far_as_it_is_known(base: Base, before: int, after: int) -> None:
    majority = MajorityRule(base, 1, 2, strict=True, citation=LAW, verified=False)
    play = in_poll(make_plan(5, settings=replace(SETTINGS, majority=majority)), 4)
    play.votes(p1=Choice.FOR, p2=Choice.ABSTAIN)
    rule = poll_of(play.state).rule
    assert (rule.base_count, rule.needed) == (before, before // 2 + 1)
    play.does(commands.ClosePoll(POLL))
    rule = poll_of(play.state).rule
    assert (rule.base_count, rule.needed) == (after, after // 2 + 1)


def test_the_leading_poll_carries_its_lists_and_settled_ones_none() -> None:
    """Witnesses need them for the poll they recount; all of them together would not fit a message."""
    play = in_poll(make_plan(3, polls_per_item=2), 3)
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    assert poll_of(play.state).roll == ("p001", "p002", "p003")
    play.does(commands.OpenPoll("poll-1-2"))
    assert poll_of(play.state).roll == poll_of(play.state).present == ()
    assert poll_of(play.state, "poll-1-2").present == ("p001", "p002", "p003")


def test_the_polls_of_a_long_session_of_the_largest_hall_fit_into_one_message() -> None:
    """500 members, a resolution voted article by article: fifty polls, all announced."""
    play = in_session(make_plan(500, items=1, polls_per_item=50), 500)
    for number in range(1, 51):
        name = f"poll-1-{number}"
        play.does(commands.OpenPoll(name), commands.ClosePoll(name), commands.AnnouncePoll(name))
    told = poll_snapshots.poll_state(play.state, NAMES, NO_CLOSINGS)
    assert wire_bytes(told) < MAX_MESSAGE_BYTES / 2


# ── kinds ───────────────────────────────────────────────────────────────────────────────────────


def test_an_unnamed_poll_shows_its_ballots_by_their_ids_without_names() -> None:
    play = in_poll(of_kind(PollKind.UNNAMED), 3)
    play.votes(p3=Choice.FOR, p1=Choice.AGAINST, p2=Choice.FOR)
    play.does(commands.ClosePoll(POLL))
    shown = poll_snapshots.ballots_state(play.state).ballots
    assert [ballot.person for ballot in shown] == ["", "", ""]
    assert [ballot.ballot for ballot in shown] == sorted(ballot.ballot for ballot in shown)
    assert sorted(ballot.answer for ballot in shown) == [("against",), ("for",), ("for",)]


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ((Choice.FOR, Choice.AGAINST), ["", "p001"]),  # the chair's side decided
        ((Choice.FOR, Choice.FOR), ["", ""]),
        ((Choice.ABSTAIN, Choice.AGAINST), ["", ""]),
    ],
)
def test_the_chairs_name_is_shown_only_where_its_side_decided_a_tie(
    choices: tuple[Choice, Choice], named: list[str]
) -> None:
    play = in_poll(of_kind(PollKind.UNNAMED, 2, TieRule.CHAIR_SIDE), 2)
    play.votes(p1=choices[0], p2=choices[1])
    play.does(commands.ClosePoll(POLL))
    shown = poll_snapshots.ballots_state(play.state).ballots
    assert [ballot.person for ballot in shown] == named


def test_a_tie_that_nobody_broke_names_nobody() -> None:
    play = in_poll(of_kind(PollKind.UNNAMED, 4, TieRule.CHAIR_SIDE_ANY), 4)
    play.votes(p1=Choice.ABSTAIN, p2=Choice.AGAINST, p3=Choice.FOR)
    play.does(commands.ClosePoll(POLL))
    assert not any(each.person for each in poll_snapshots.ballots_state(play.state).ballots)


def test_what_is_on_paper_is_shown_only_when_two_have_typed_it() -> None:
    play = in_poll(of_kind(PollKind.PAPER), 3)
    play.does(play.count(1, Entry(3, (2, 1, 0))))
    (entry,) = poll_of(play.state).entries
    assert (entry.person, entry.shown, entry.cast, entry.counts) == ("p001", False, 0, (0, 0, 0))
    play.does(play.count(2, Entry(3, (3, 0, 0))))
    told = poll_of(play.state).entries
    assert [(each.shown, each.counts) for each in told] == [(True, (2, 1, 0)), (True, (3, 0, 0))]
    assert poll_snapshots.progress_state(play.state) == ProgressState(POLL, 2)


def test_a_show_of_hands_is_shown_as_typed_and_told_as_what_was_counted() -> None:
    play = in_poll(of_kind(PollKind.SHOW_OF_HANDS), 3)
    named = (NamedAnswer("p001", ("for",)), NamedAnswer("p003", ("against",)))
    play.does(play.count(2, Entry(2, (1, 1, 0), named=named)))
    (entry,) = poll_of(play.state).entries
    assert [(each.person, each.answer) for each in entry.named] == [
        ("p001", ("for",)),
        ("p003", ("against",)),
    ]
    assert poll_snapshots.ballots_state(play.state).entry is None
    play.does(commands.ClosePoll(POLL))
    told = poll_snapshots.ballots_state(play.state)
    assert told.ballots == ()
    assert told.entry == replace(entry, person="")


def test_a_corrected_answer_says_so_and_bears_the_corrections_id() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR, p2=Choice.AGAINST)
    correction = play.correction((2, ("for",)))
    play.does(commands.ClosePoll(POLL), correction)
    first, second = poll_snapshots.ballots_state(play.state).ballots
    assert (first.corrected, second.corrected) == (False, True)
    assert (second.ballot, second.answer) == (correction.correction, ("for",))
    told = poll_of(play.state)
    assert told.corrections == 1
    assert told.result is not None
    assert told.result.in_favour == 2


def test_a_proposal_to_void_is_told_until_it_is_answered() -> None:
    play = in_poll(make_plan(3), 3)
    play.does(commands.ProposeVoid(POLL, "nhầm"))
    assert (poll_of(play.state).void_proposed, poll_of(play.state).void_reason) == ("nhầm", "")
    play.does(commands.AnswerVoid(POLL, "p002", "seat-002", agrees=True))
    told = poll_of(play.state)
    assert (told.stage, told.void_proposed, told.void_reason) == ("voided", "", "nhầm")


# ── forms ───────────────────────────────────────────────────────────────────────────────────────


def test_options_are_told_with_the_names_of_persons_and_the_labels_of_things() -> None:
    state = Play(minutes_kinds.plan()).state
    names = Roster({"ung-vien-1": Name("ung-vien-1", "Hoàng Gia Bảo", "", "")})
    told = {poll.poll: poll for poll in poll_snapshots.poll_state(state, names, NO_CLOSINGS).polls}
    assert told["bau-cu"].options[0] == OptionState("ung-vien-1", "Hoàng Gia Bảo")
    assert told["gio-tay"].options[1] == OptionState("sa-dec", "Sa Đéc")
    assert (told["bau-cu"].picks, told["bau-cu"].places) == (2, 2)
    assert told["tron-goi"].package == ("item-4",)
    rule = told["tin-nhiem"].rule
    assert rule.resign is not None
    assert (rule.resign.numerator, rule.resign.denominator, rule.resign.strict) == (1, 2, True)


def test_the_base_before_the_opening_leaves_out_who_will_not_vote() -> None:
    settings = replace(
        SETTINGS,
        majority=replace(SETTINGS.majority, base=Base.ENTITLED),
        tie=TieRule.CHAIR_ONLY_IN_TIE,
    )
    plan = make_plan(5, settings=settings)
    polls = tuple(replace(poll, excluded=("p005",)) for poll in plan.polls)
    play = in_session(replace(plan, polls=polls), 5)
    before = poll_of(play.state).rule.base_count
    play.does(commands.OpenPoll(POLL))
    assert before == poll_of(play.state).rule.base_count == 3


# ── for witnesses ───────────────────────────────────────────────────────────────────────────────


def recounted(state: Meeting, poll: OnePoll) -> ResultState:
    """The result as anybody can work it out from what is published."""
    told = poll_snapshots.ballots_state(state)
    assert told.poll == poll.poll
    members = sum(person.votes for person in state.convened.persons)
    return recount(
        asked_of(poll),
        Lists(members, len(poll.roll), len(poll.present)),
        told.ballots,
        told.entry,
        chair=state.convened.chair,
        tie_choice=poll.tie_choice,
    )


def test_what_is_published_of_every_kind_of_poll_is_enough_to_count_it_again() -> None:
    state, compared = Meeting(), 0
    for event, at in minutes_kinds.play().events:
        state = evolve(state, event, at)
        if isinstance(event, events.PollClosed | events.PollCorrected | events.TieDecided):
            if poll_snapshots.current_poll(state) != event.poll:
                continue
            poll = poll_of(state, event.poll)
            assert recounted(state, poll) == poll.result
            compared += 1
    assert compared >= 8


@settings(max_examples=60)
@given(
    tie=st.sampled_from(TieRule),
    kind=st.sampled_from([PollKind.ROLL_CALL, PollKind.UNNAMED]),
    base=st.sampled_from(Base),
    choices=st.lists(st.sampled_from([None, *Choice]), min_size=4, max_size=4),
    deciding=st.sampled_from([Choice.FOR, Choice.AGAINST]),
)
def test_whoever_has_only_what_is_published_comes_to_the_same_result(
    tie: TieRule,
    kind: PollKind,
    base: Base,
    choices: list[Choice | None],
    deciding: Choice,
) -> None:
    plan = of_kind(kind, 4, tie)
    majority = replace(SETTINGS.majority, base=base)
    poll = replace(plan.polls[0], settings=replace(plan.polls[0].settings, majority=majority))
    play = in_poll(replace(plan, polls=(poll,)), 4)
    first = 2 if tie is TieRule.CHAIR_ONLY_IN_TIE else 1
    for number, choice in enumerate(choices[first - 1 :], first):
        if choice:
            play.does(play.ballot(number, choice))
    play.does(commands.ClosePoll(POLL))
    told = poll_of(play.state)
    assert recounted(play.state, told) == told.result
    if told.result and told.result.outcome == "chair-decides":
        play.does(commands.DecideTie(POLL, deciding))
        told = poll_of(play.state)
        assert recounted(play.state, told) == told.result
