"""The report's numbers come from the record alone, and their sums agree with each other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.application.time_figures import figures
from hub.application.time_report import (
    GOAL_PERCENT,
    Parts,
    PersonTime,
    ReportHead,
    TimeReport,
    VoteTime,
    dump,
    parse,
    time_report,
)
from hub.application.time_shares import Unit
from hub.domain import commands
from hub.domain.errors import DomainError
from hub.domain.vocabulary import MeetingPlan, PastSession, Stage
from tests.support.meeting import Play
from tests.support.plans import make_plan

MINUTE = 60_000
HEAD = ReportHead(7, "ab" * 32)
BEFORE = (
    PastSession("2026-07-30", 200, 5, 95, paper=True),
    PastSession("2026-08-28", 180, 5, 85, paper=True),
    PastSession("2026-09-29", 150, 5, 40),
)


def does(play: Play, minutes: float, *asked: commands.Command) -> None:
    play.does(*asked)
    play.waits(int(minutes * MINUTE))


def held(plan: MeetingPlan) -> Play:
    """Item 1 with a speech over its time and a vote, a break, item 2 passed, item 3 put off."""
    play = Play(plan)
    play.signs_in(1, 2, 3)
    does(play, 1, commands.OpenSession())
    does(play, 8, commands.TakeItem("item-1"))
    does(play, 9, commands.StartDiscussion("item-1"), commands.GrantSpeech("p002"))
    does(play, 1, commands.GrantSpeech("p003"))
    does(play, 0.5, commands.OpenPoll("poll-1-1"))
    does(play, 0.25, commands.ClosePoll("poll-1-1"), commands.AnnouncePoll("poll-1-1"))
    does(play, 15, commands.SuspendSession(None))
    does(play, 2, commands.ResumeSession())
    does(play, 1, commands.ConcludeItem("item-1", "Xong."), commands.PassItems(("item-2",)))
    play.does(commands.PostponeItem("item-3", "thiếu hồ sơ"), commands.CloseSession())
    return play


def report_of(play: Play) -> TimeReport:
    return time_report([(at, event) for event, at in play.events], HEAD)


@pytest.fixture
def report() -> TimeReport:
    return report_of(held(replace(make_plan(3, items=3), before=BEFORE)))


def test_the_parts_sum_to_the_session_and_each_item_to_its_own(report: TimeReport) -> None:
    assert report.total_ms == report.closed_at - report.opened_at == report.parts.total
    together = report.between.total + sum(item.parts.total for item in report.items)
    assert together == report.total_ms
    assert report.parts == Parts(
        presenting=8 * MINUTE,
        debating=10 * MINUTE,
        voting=MINUTE // 2,
        waiting=2 * MINUTE + 2 * MINUTE + MINUTE // 4,
        breaks=15 * MINUTE,
    )


def test_an_items_breaks_are_not_its_time(report: TimeReport) -> None:
    first = report.items[0]
    assert first.actual_ms == first.parts.total - 15 * MINUTE
    assert first.actual_ms == int(20.75 * MINUTE)


def test_items_stand_in_their_last_order_with_what_became_of_them(report: TimeReport) -> None:
    assert [(item.item, item.stage) for item in report.items] == [
        ("item-1", Stage.CONCLUDED),
        ("item-2", Stage.PASSED),
        ("item-3", Stage.POSTPONED),
    ]
    assert report.planned_ms == 20 * MINUTE  # what was put off was not to be done in that time


def test_speeches_over_their_time_are_counted_with_how_far(report: TimeReport) -> None:
    assert (report.items[0].overruns, report.items[0].overrun_ms) == (1, 2 * MINUTE)


def test_an_extended_speech_is_over_its_time_later() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    play.does(
        commands.OpenSession(),
        commands.TakeItem("item-1"),
        commands.StartDiscussion("item-1"),
        commands.GrantSpeech("p002"),
        commands.ExtendSpeech(),
    )
    play.waits(8 * MINUTE)
    play.does(commands.ConcludeItem("item-1", "Xong."), commands.CloseSession())
    assert report_of(play).items[0].overruns == 0


def test_votes_are_timed_from_opening_to_close(report: TimeReport) -> None:
    assert report.votes == (VoteTime("poll-1-1", "item-1", MINUTE // 2),)
    assert report.vote_ms == MINUTE // 2


def test_persons_are_told_longest_first_then_who_was_there_and_never_spoke(
    report: TimeReport,
) -> None:
    assert report.spoken == (
        PersonTime("p002", 9 * MINUTE, 1),
        PersonTime("p003", MINUTE, 1),
        PersonTime("p001", 0, 0),
    )


def test_the_goal_is_measured_against_sessions_on_paper(report: TimeReport) -> None:
    assert report.goal is not None
    assert (report.goal.percent, report.goal.before_ms) == (GOAL_PERCENT, 190 * MINUTE)
    assert report.goal.at_most_ms == 133 * MINUTE


def test_without_sessions_on_paper_all_count_and_without_any_there_is_no_goal() -> None:
    plan = make_plan(3, items=3)
    assert report_of(held(plan)).goal is None
    with_system = replace(plan, before=BEFORE[2:])
    goal = report_of(held(with_system)).goal
    assert goal is not None
    assert goal.before_ms == 150 * MINUTE


def test_the_kept_report_reads_back_the_same(report: TimeReport) -> None:
    assert parse(dump(report)) == report


def test_a_session_that_is_not_over_has_no_report() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession())
    with pytest.raises(DomainError, match="session-not-closed"):
        report_of(play)


# ── figures ─────────────────────────────────────────────────────────────────────────────────────


def test_what_is_drawn_adds_up(report: TimeReport) -> None:
    drawn = figures(report)
    assert drawn.unit is Unit.MINUTE
    assert sum(item.actual for item in drawn.items) + drawn.between + drawn.breaks == drawn.total
    assert sum(kind.amount for kind in drawn.kinds) == drawn.total == 38
    assert sum(kind.percent for kind in drawn.kinds) == 100
    assert sum(kind.bar for kind in drawn.kinds) == 1000


def test_bars_are_of_the_longest_item_and_what_was_put_off_has_none(report: TimeReport) -> None:
    first, second, third = figures(report).items
    assert (first.actual_bar, first.planned_bar) == (1000, 481)
    assert (second.actual_bar, second.planned_bar) == (0, 481)
    assert (third.actual_bar, third.planned_bar) == (0, 0)
    assert (first.over, first.taken_up, second.taken_up) == (11, True, False)


def test_a_session_too_short_for_minutes_is_told_in_seconds() -> None:
    play = Play(make_plan(3))
    play.signs_in(1, 2, 3)
    does(play, 1.5, commands.OpenSession())
    play.does(commands.CloseSession())
    drawn = figures(report_of(play))
    assert (drawn.unit, drawn.total) == (Unit.SECOND, 90)


def test_the_comparison_says_how_much_shorter_and_how_far_from_the_goal(
    report: TimeReport,
) -> None:
    found = figures(report).comparison
    assert found is not None
    assert (found.before, found.at_most, found.change, found.missing) == (190, 133, -80, 0)
    slow = replace(report, total_ms=200 * MINUTE)
    late = figures(slow).comparison
    assert late is not None
    assert (late.change, late.missing) == (5, 67)


def test_the_item_that_ran_over_most_is_the_finding(report: TimeReport) -> None:
    worst = figures(report).worst
    assert worst is not None
    assert worst.item == "item-1"
