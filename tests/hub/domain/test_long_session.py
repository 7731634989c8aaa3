"""Eight hours with 80 seats, replayed in seconds: every clock and every list comes out right."""

from __future__ import annotations

from collections import Counter
from functools import cache

from hub.application.time_report import ReportHead, TimeReport, time_report
from hub.domain import events
from hub.domain.attendance import Quorum
from hub.domain.meeting import Meeting, decide, evolve
from hub.domain.vocabulary import SpeechKind, Stage
from tests.support.long_session import (
    BREAKS,
    HOUR,
    ITEMS,
    MINUTE,
    SECOND,
    LongSession,
    long_session,
)


@cache
def day() -> LongSession:
    return long_session(80)


@cache
def report() -> TimeReport:
    told = [(at, event) for event, at in day().play.events]
    return time_report(told, ReportHead(1, "0" * 64))


def test_the_day_has_eight_hours_and_all_of_them_are_told() -> None:
    session = day().play.state.session
    assert session.opened_at
    assert session.closed_at
    assert session.closed_at - session.opened_at > 8 * HOUR
    assert report().total_ms == report().parts.total == session.closed_at - session.opened_at
    assert report().parts.breaks == session.break_ms
    assert session.break_ms == sum(BREAKS.values()) * MINUTE + len(BREAKS) * 40 * SECOND


def test_the_clocks_of_items_and_speeches_are_those_of_the_day() -> None:
    agenda = day().play.state.agenda
    assert all(item.stage is Stage.CONCLUDED for item in agenda.items.values())
    told = {item.item: item.actual_ms for item in report().items}
    assert told == {name: item.spent_ms for name, item in agenda.items.items()}
    ended = [e for e, _ in day().play.events if isinstance(e, events.SpeechEnded)]
    assert Counter(e.kind for e in ended)[SpeechKind.PRESENTATION] == ITEMS
    spoken = day().play.state.speaking.spoken
    counted = sum(e.spent_ms for e in ended if e.kind is not SpeechKind.PRESENTATION)
    assert sum(each.ms for each in spoken.values()) == counted == report().parts.debating


def test_quorum_was_lost_in_the_debate_and_was_back_for_the_vote() -> None:
    happened = [event for event, _ in day().play.events]
    lost = next(n for n, event in enumerate(happened) if isinstance(event, events.QuorumLost))
    left = next(
        event for event in happened if isinstance(event, events.SpeechEnded)
        if event.reason == "person"
    )  # fmt: skip
    assert left.person == "p050"
    met = [n for n, event in enumerate(happened) if isinstance(event, events.QuorumMet)]
    opened = happened.index(next(e for e in happened[lost:] if isinstance(e, events.PollOpened)))
    assert met[0] < lost < met[1] < opened
    assert day().play.state.attendance.quorum is Quorum.MET


def test_a_deputy_presided_untimed_for_one_item_and_the_groups_time_ran_out() -> None:
    handed = [e for e, _ in day().play.events if isinstance(e, events.ChairHandedOver)]
    assert [event.person for event in handed] == ["p003", "p001"]
    begun = [e for e, _ in day().play.events if isinstance(e, events.SpeechBegun)]
    spent = day().play.state.speaking.group_spent["to-1"]
    assert any(event.allotted_ms == 0 for event in begun) == (spent >= 40 * MINUTE)


def test_the_steps_alone_make_the_same_day_again() -> None:
    """Replayed by anybody else: the same commands at the same times, the same record."""
    plan = day().play.state.convened
    state, told = Meeting(), []
    opening = events.MeetingConvened(plan)
    state = evolve(state, opening, plan.starts_at)
    for step in day().steps:
        for event in decide(state, step.command, step.at):
            state = evolve(state, event, step.at)
            told.append((event, step.at))
    assert told == day().play.events[1:]
    assert state == day().play.state
