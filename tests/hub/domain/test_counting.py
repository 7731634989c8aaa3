"""What persons type, what the close makes of it, and how it is put right afterwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.domain import commands, events
from hub.domain.answers import check_answer, check_entry, sum_up
from hub.domain.errors import DomainError
from hub.domain.meeting import due
from hub.domain.poll import Poll, PollStage
from hub.domain.vocabulary import (
    Base,
    Choice,
    Entry,
    Form,
    Level,
    MajorityRule,
    MeetingPlan,
    NamedAnswer,
    Option,
    Outcome,
    PollKind,
    PollPlan,
    Release,
    SecondRound,
    Stage,
    Standing,
    TieRule,
)
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import SETTINGS, make_plan, person_id

POLL = "poll-1-1"
YES, NO = ("for",), ("against",)


def plan_of(
    kind: PollKind = PollKind.ROLL_CALL, members: int = 5, **changed: object
) -> MeetingPlan:
    """A meeting whose first poll is of this kind; `changed` are further fields of that poll."""
    plan = replace(make_plan(members), tellers=(person_id(3),))
    first = replace(plan.polls[0], kind=kind, **changed)  # type: ignore[arg-type]
    return replace(plan, polls=(first, *plan.polls[1:]))


def options(*names: str) -> tuple[Option, ...]:
    return tuple(Option(name, name.upper()) for name in names)


def poll_of(play: Play) -> Poll:
    return play.state.polls[POLL]


def outcome(play: Play) -> Outcome:
    result = poll_of(play).result
    assert result is not None
    return result.outcome


# ── answers ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("form", "answer", "allowed"),
    [
        (Form.MOTION, ("for",), True),
        (Form.MOTION, (), False),
        (Form.MOTION, ("for", "against"), False),
        (Form.MOTION, ("maybe",), False),
        (Form.OPTIONS, (), True),
        (Form.OPTIONS, ("a", "c"), True),
        (Form.OPTIONS, ("c", "a"), False),
        (Form.OPTIONS, ("a", "a"), False),
        (Form.OPTIONS, ("a", "b", "c"), False),
        (Form.OPTIONS, ("d",), False),
        (Form.CONFIDENCE, ("high", "low", "medium"), True),
        (Form.CONFIDENCE, ("high", "low"), False),
        (Form.CONFIDENCE, ("high", "low", "none"), False),
    ],
)
def test_an_answer_is_one_that_the_poll_allows(
    form: Form, answer: tuple[str, ...], allowed: bool
) -> None:
    plan = PollPlan(
        "p", "i", "?", PollKind.ROLL_CALL, SETTINGS, form, options("a", "b", "c"), picks=2
    )
    if allowed:
        check_answer(plan, answer)
    else:
        with pytest.raises(DomainError, match="bad-answer"):
            check_answer(plan, answer)


def test_a_ballot_with_another_answer_is_refused() -> None:
    play = in_poll(plan_of(form=Form.OPTIONS, options=options("a", "b")), 4)
    assert play.refuses(play.ballot(1, ("a", "b"))) == "bad-answer"
    play.does(play.ballot(1, ("b",)), play.ballot(2, ()))
    assert sum_up(poll_of(play).plan, [("b",), ()]) == Entry(2, (0, 1), blank=1)


LEVELS = st.sampled_from([level.value for level in Level])


@given(st.lists(st.lists(LEVELS, min_size=2, max_size=2).map(tuple), max_size=6))
def test_what_is_summed_up_could_have_been_typed(ratings: list[tuple[str, ...]]) -> None:
    plan = PollPlan("p", "i", "?", PollKind.PAPER, SETTINGS, Form.CONFIDENCE, options("a", "b"))
    check_entry(plan, sum_up(plan, ratings), [person_id(n) for n in range(6)])


# ── hands ───────────────────────────────────────────────────────────────────────────────────────


def test_a_show_of_hands_is_what_was_typed_last() -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    assert play.refuses(commands.ClosePoll(POLL)) == "count-missing"
    play.does(play.count(2, Entry(5, (5, 0, 0))), play.count(3, Entry(4, (2, 1, 1))))
    play.does(play.count(2, Entry(5, (4, 1, 0))), commands.ClosePoll(POLL))
    result = poll_of(play).result
    assert result is not None
    assert (result.in_favour, result.against, result.silent) == (4, 1, 0)
    assert result.outcome is Outcome.CARRIED


@pytest.mark.parametrize(
    "entry",
    [
        Entry(6, (6, 0, 0)),  # more than are present
        Entry(5, (4, 0, 0)),  # does not add up
        Entry(4, (5, -1, 0)),
        Entry(4, (4, 0)),
        Entry(4, (3, 0, 0), invalid=1),  # hands are never invalid
        Entry(1, (1, 0, 0), named=(NamedAnswer("p009", YES),)),
        Entry(2, (2, 0, 0), named=(NamedAnswer("p001", YES),)),
        Entry(1, (1, 0, 0), named=(NamedAnswer("p001", ()),)),
        Entry(2, (2, 0, 0), named=(NamedAnswer("p001", YES), NamedAnswer("p001", YES))),
    ],
)
def test_counts_that_do_not_fit_are_refused(entry: Entry) -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    assert play.refuses(play.count(2, entry)) == "bad-entry"


def test_hands_by_name_know_the_side_of_the_chair() -> None:
    settings = replace(SETTINGS, tie=TieRule.CHAIR_SIDE_ANY)
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS, settings=settings), 5)
    by_number = play.count(2, Entry(2, (1, 1, 0)))
    play.does(by_number, commands.ClosePoll(POLL))
    assert outcome(play) is Outcome.VOTE_AGAIN
    named = (NamedAnswer("p001", NO), NamedAnswer("p004", YES))
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS, settings=settings), 5)
    play.does(play.count(2, Entry(2, (1, 1, 0), named=named)), commands.ClosePoll(POLL))
    assert outcome(play) is Outcome.NOT_CARRIED


def test_only_secretary_tellers_and_chair_type_counts_and_only_where_they_sit() -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    entry = Entry(0, (0, 0, 0))
    for number in (1, 2, 3):
        play.does(play.count(number, entry))
    assert play.refuses(play.count(4, entry)) == "not-a-teller"
    assert play.refuses(replace(play.count(3, entry), device="seat-002")) == "not-signed-in-here"


def test_a_count_is_used_once_so_that_nobody_can_repeat_an_old_one() -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    old = play.count(2, Entry(5, (5, 0, 0)))
    play.does(old, play.count(2, Entry(5, (4, 1, 0))))
    assert play.refuses(old) == "ballot-reused"
    assert play.refuses(replace(play.count(3, old.entry), count=old.count)) == "ballot-reused"


def test_nobody_presses_where_hands_are_counted_and_no_clock_runs() -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    assert play.refuses(play.ballot(1, Choice.FOR)) == "not-pressed-poll"
    play.waits(3_600_000)
    assert due(play.state, play.now) == ()
    play.does(commands.PausePoll(POLL), play.count(2, Entry(0, (0, 0, 0))))


# ── paper ───────────────────────────────────────────────────────────────────────────────────────


def test_paper_counts_when_two_persons_have_typed_the_same() -> None:
    play = in_poll(plan_of(PollKind.PAPER), 5)
    right, wrong = Entry(5, (3, 1, 0), invalid=1), Entry(5, (3, 2, 0))
    play.does(play.count(2, right))
    assert play.refuses(commands.ClosePoll(POLL)) == "count-missing"
    play.does(play.count(2, right))  # the same person twice is one person
    assert play.refuses(commands.ClosePoll(POLL)) == "count-missing"
    play.does(play.count(3, wrong))
    assert play.refuses(commands.ClosePoll(POLL)) == "counts-differ"
    play.does(play.count(3, right), commands.ClosePoll(POLL))
    result = poll_of(play).result
    assert result is not None
    assert (result.cast, result.in_favour, result.invalid) == (5, 3, 1)


# ── ties ────────────────────────────────────────────────────────────────────────────────────────


def tied(release: Release = Release.ANNOUNCED) -> Play:
    """Four of five vote, two against two; the chair votes only in a tie."""
    rule = MajorityRule(Base.PRESENT, 1, 2, strict=True, citation="", verified=False)
    settings = replace(SETTINGS, majority=rule, tie=TieRule.CHAIR_ONLY_IN_TIE, release=release)
    play = in_poll(plan_of(settings=settings), 5)
    assert play.refuses(play.ballot(1, Choice.FOR)) == "not-entitled"
    play.votes(p2=Choice.FOR, p3=Choice.FOR, p4=Choice.AGAINST, p5=Choice.AGAINST)
    play.does(commands.ClosePoll(POLL))
    return play


def test_a_tie_waits_for_the_chair_and_nothing_is_announced_before() -> None:
    play = tied()
    assert outcome(play) is Outcome.CHAIR_DECIDES
    assert play.refuses(commands.AnnouncePoll(POLL)) == "tie-undecided"
    assert play.refuses(commands.DecideTie(POLL, Choice.ABSTAIN)) == "bad-choice"
    play.does(commands.DecideTie(POLL, Choice.FOR))
    assert outcome(play) is Outcome.CARRIED
    assert play.refuses(commands.DecideTie(POLL, Choice.AGAINST)) == "no-tie"
    play.does(commands.AnnouncePoll(POLL))


def test_a_result_public_at_once_is_announced_with_the_close_or_with_the_chairs_vote() -> None:
    settings = replace(SETTINGS, release=Release.AT_ONCE)
    play = in_poll(plan_of(settings=settings), 5)
    assert [type(event) for event in play.does(commands.ClosePoll(POLL))] == [
        events.PollClosed,
        events.PollAnnounced,
        events.ItemMoved,
    ]
    play = tied(Release.AT_ONCE)
    assert poll_of(play).stage is PollStage.CLOSED
    play.does(commands.DecideTie(POLL, Choice.AGAINST))
    assert poll_of(play).stage is PollStage.ANNOUNCED


# ── corrections ─────────────────────────────────────────────────────────────────────────────────


def counted(kind: PollKind = PollKind.ROLL_CALL) -> Play:
    """Three of five in favour, and closed."""
    play = in_poll(plan_of(kind), 5)
    if kind is PollKind.ROLL_CALL:
        play.votes(p1=Choice.FOR, p2=Choice.FOR, p3=Choice.FOR, p4=Choice.AGAINST)
    else:
        play.does(play.count(2, Entry(4, (3, 1, 0))), play.count(3, Entry(4, (3, 1, 0))))
    play.does(commands.ClosePoll(POLL))
    return play


def test_a_correction_counts_again_over_the_same_lists_and_keeps_what_was() -> None:
    play = counted()
    play.signs_in(4)
    (corrected,) = play.does(play.correction((3, NO), (5, YES)))
    assert isinstance(corrected, events.PollCorrected)
    assert (corrected.result.in_favour, corrected.result.against) == (3, 2)
    play.does(play.correction((1, ())))
    assert outcome(play) is Outcome.NOT_CARRIED
    assert poll_of(play).corrections == 2
    assert poll_of(play).ballots["p005"].corrected
    closings = [event for event, _ in play.events if isinstance(event, events.PollClosed)]
    assert closings[0].result.outcome is Outcome.CARRIED


def test_only_the_secretary_corrects_with_a_reason_and_about_those_who_could_vote() -> None:
    play = counted()
    right = play.correction((3, NO))
    assert play.refuses(replace(right, person="p001", device="seat-001")) == "not-the-secretary"
    assert play.refuses(replace(right, device="seat-001")) == "not-signed-in-here"
    assert play.refuses(replace(right, reason=" ")) == "reason-missing"
    assert play.refuses(play.correction((9, NO))) == "not-entitled"
    assert play.refuses(play.correction((3, ("maybe",)))) == "bad-answer"
    assert play.refuses(play.correction((3, NO), (3, YES))) == "bad-correction"
    assert play.refuses(play.correction()) == "bad-correction"
    assert play.refuses(play.correction((3, NO), entry=Entry(0, (0, 0, 0)))) == "bad-correction"
    play.does(right)
    assert play.refuses(right) == "ballot-reused"


def test_typed_counts_are_corrected_as_counts() -> None:
    play = counted(PollKind.PAPER)
    assert play.refuses(play.correction((3, NO))) == "bad-correction"
    assert play.refuses(play.correction(entry=Entry(9, (9, 0, 0)))) == "bad-entry"
    play.does(play.correction(entry=Entry(4, (2, 2, 0))))
    assert outcome(play) is Outcome.NOT_CARRIED


def test_hands_by_name_are_corrected_by_name() -> None:
    play = in_poll(plan_of(PollKind.SHOW_OF_HANDS), 5)
    named = tuple(NamedAnswer(person_id(n), YES) for n in (1, 2, 3))
    play.does(play.count(2, Entry(3, (3, 0, 0), named=named)), commands.ClosePoll(POLL))
    play.does(play.correction((3, ()), (4, NO)))
    agreed = poll_of(play).agreed
    assert agreed is not None
    assert agreed.counts == (2, 1, 0)
    assert [each.person for each in agreed.named] == ["p001", "p002", "p004"]


def test_after_a_correction_the_chairs_vote_counts_only_if_there_still_is_a_tie() -> None:
    play = tied()
    play.does(commands.DecideTie(POLL, Choice.AGAINST))
    play.does(play.correction((5, YES)))
    assert outcome(play) is Outcome.CARRIED
    play.does(play.correction((5, NO)))
    assert outcome(play) is Outcome.NOT_CARRIED
    play.does(play.correction((5, YES)), commands.AnnouncePoll(POLL))


def test_what_is_announced_is_not_corrected_into_a_tie_that_nobody_decides() -> None:
    rule = MajorityRule(Base.PRESENT, 1, 2, strict=True, citation="", verified=False)
    settings = replace(SETTINGS, majority=rule, tie=TieRule.CHAIR_ONLY_IN_TIE)
    play = in_poll(plan_of(settings=settings), 5)
    play.votes(p2=Choice.FOR, p3=Choice.FOR, p4=Choice.FOR, p5=Choice.AGAINST)
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    assert play.refuses(play.correction((4, NO))) == "tie-undecided"


# ── on the spot, again, and as a package ────────────────────────────────────────────────────────


def test_a_poll_asked_on_the_spot_is_open_at_once_with_the_bodys_defaults() -> None:
    play = in_session(make_plan(3), 3)
    ask = commands.AskNow("item-1", " Tạm dừng thảo luận? ", PollKind.ROLL_CALL)
    drafted, opened, moved = play.does(ask)
    assert isinstance(drafted, events.PollDrafted)
    assert drafted.plan.question == "Tạm dừng thảo luận?"
    assert drafted.plan.settings == play.state.convened.defaults
    assert isinstance(opened, events.PollOpened)
    assert moved == events.ItemMoved("item-1", Stage.VOTING)
    name = drafted.plan.poll
    play.does(commands.ClosePoll(name), commands.AnnouncePoll(name))
    assert play.does(ask)[0] == events.PollDrafted(replace(drafted.plan, poll="item-1-hoi-2"))


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (commands.AskNow("item-1", " ", PollKind.ROLL_CALL), "question-empty"),
        (commands.AskNow("item-1", "x" * 501, PollKind.ROLL_CALL), "question-too-long"),
        (commands.AskNow("item-1", "?", PollKind.SECRET), "secret-poll-unsupported"),
        (commands.AskNow("item-2", "?", PollKind.ROLL_CALL), "item-not-active"),
    ],
)
def test_a_question_that_cannot_be_asked_leaves_no_draft(
    command: commands.AskNow, code: str
) -> None:
    play = in_session(make_plan(3), 3)
    assert play.refuses(command) == code


def test_a_draft_is_declared_ready_before_it_is_opened() -> None:
    play = in_session(plan_of(drafted=True), 4)
    assert play.refuses(commands.OpenPoll(POLL)) == "poll-drafted"
    play.does(commands.ReadyPoll(POLL), commands.OpenPoll(POLL))


def test_a_re_vote_takes_the_place_of_what_it_repeats_when_it_is_announced() -> None:
    play = counted()
    assert play.refuses(commands.Revote(POLL)) == "poll-closed"
    play.does(commands.AnnouncePoll(POLL), commands.Revote(POLL))
    assert play.refuses(commands.Revote(POLL)) == "revote-exists"
    again = f"{POLL}-lai-1"
    assert play.state.polls[again].plan.replaces == POLL
    play.does(commands.OpenPoll(again), commands.ClosePoll(again))
    assert poll_of(play).stage is PollStage.ANNOUNCED
    play.does(commands.AnnouncePoll(again))
    assert poll_of(play).stage is PollStage.SUPERSEDED
    assert poll_of(play).superseded_by == again
    play.does(commands.Revote(again))
    assert f"{POLL}-lai-2" in play.state.polls


def test_a_voided_poll_is_asked_again_and_stays_void() -> None:
    play = in_poll(plan_of(), 5)
    play.voids()
    again = f"{POLL}-lai-1"
    play.does(commands.Revote(POLL), commands.OpenPoll(again), commands.ClosePoll(again))
    play.does(commands.AnnouncePoll(again))
    assert poll_of(play).stage is PollStage.VOIDED


def test_a_second_round_is_held_for_the_places_left_among_those_not_elected() -> None:
    election = plan_of(
        form=Form.OPTIONS,
        options=options("a", "b", "c"),
        picks=2,
        places=2,
        settings=replace(SETTINGS, second_round=SecondRound.RELATIVE),
    )
    play = in_poll(election, 5)
    for number, answer in enumerate([("a", "b"), ("a", "b"), ("a", "c"), ("a", "c")], start=1):
        play.does(play.ballot(number, answer))
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    assert outcome(play) is Outcome.VOTE_AGAIN
    play.does(commands.Revote(POLL))
    second = play.state.polls[f"{POLL}-lai-1"].plan
    assert [each.option for each in second.options] == ["b", "c"]
    assert (second.picks, second.places) == (1, 1)
    play.does(commands.OpenPoll(second.poll))
    play.does(play.ballot(1, ("b",), second.poll), play.ballot(2, ("c",), second.poll))
    play.does(play.ballot(3, ("b",), second.poll), commands.ClosePoll(second.poll))
    result = play.state.polls[second.poll].result
    assert result is not None  # two of five: most votes are enough now
    assert [each.standing for each in result.options] == [Standing.ELECTED, Standing.NOT_ELECTED]


@pytest.mark.parametrize("carried", [True, False])
def test_a_package_carries_its_items_or_leaves_them_planned(carried: bool) -> None:
    play = in_poll(plan_of(package=("item-2",)), 5)
    choice = Choice.FOR if carried else Choice.AGAINST
    play.votes(p1=choice, p2=choice, p3=choice)
    play.does(commands.ClosePoll(POLL))
    announced = play.does(commands.AnnouncePoll(POLL))
    assert (events.ItemPassed("item-2", POLL) in announced) is carried
    stage = play.state.agenda.items["item-2"].stage
    assert stage is (Stage.PASSED if carried else Stage.PLANNED)
    if carried:
        assert play.refuses(commands.ProposeVoid(POLL, "nhầm")) == "package-settled"
        against = play.correction((1, NO), (2, NO))
        assert play.refuses(against) == "package-settled"
        assert play.refuses(commands.TakeItem("item-2")) == "item-not-ready"


def test_a_package_of_items_already_dealt_with_is_not_opened() -> None:
    plan = plan_of()
    package = replace(plan.polls[1], package=("item-1",))
    play = in_session(replace(plan, polls=(plan.polls[0], package)), 5)
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.TakeItem("item-2"))
    assert play.refuses(commands.OpenPoll("poll-2-1")) == "item-not-ready"


def test_whoever_is_excluded_from_a_matter_is_on_no_list_of_it() -> None:
    play = in_poll(plan_of(excluded=(person_id(4),)), 5)
    assert play.refuses(play.ballot(4, Choice.FOR)) == "not-entitled"
    play.votes(p1=Choice.FOR)
    play.does(commands.ClosePoll(POLL))
    result = poll_of(play).result
    assert result is not None
    assert (result.cast, result.silent, result.absent, result.excluded) == (1, 3, 0, 1)
