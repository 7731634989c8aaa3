"""The console learns who is there and who has pressed, never what; and believes no impossible number."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from hub.distribution.console import chair_view
from hub.distribution.terminals import Enrolled, Terminals
from hub.domain import commands
from hub.domain.vocabulary import Choice, Seat
from protocol.canonical import MAX_INTEGER
from protocol.messages import ChairView, Held
from protocol.transfer import Manifest, join_hashes
from tests.support.meeting import Play, in_poll
from tests.support.plans import device_id, make_plan

POLL = "poll-1-1"
PAPERS = tuple(
    Manifest(name, 2, "item-1", name, 1, 1, "0" * 64, join_hashes([bytes(32)] * 4))
    for name in ("a", "b")
)


def make_terminals(*reports: Held) -> Terminals:
    """Three seats; the first reports what it holds."""
    terminals = Terminals(Enrolled(device_id(n), "seat", b"", b"") for n in (1, 2, 3))
    first = terminals.get(device_id(1))
    assert first is not None
    first.heard_at = 0
    first.held = {held.paper: held for held in reports}
    return terminals


def view(play: Play, terminals: Terminals | None = None, **witnesses: bool) -> ChairView:
    known = terminals or make_terminals()
    reports = {device_id(int(name.removeprefix("s"))): ok for name, ok in witnesses.items()}
    return chair_view(play.state, known, PAPERS, {POLL: reports, "other": {"x": False}}, (), 0)


def test_a_press_is_shown_at_the_seat_where_the_person_now_sits() -> None:
    plan = make_plan(3)
    spare = Seat("009", "seat-009", "", 8, 0)
    play = in_poll(replace(plan, seats=(*plan.seats, spare)), 3)
    play.votes(p1=Choice.FOR)
    play.does(commands.MovePerson("p001", "009"))
    assert [seat.pressed for seat in view(play).seats] == [False, False, False, True]


def test_presses_show_as_presses_and_counts_only_in_sum() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR, p3=Choice.AGAINST)
    found = view(play)
    assert [seat.pressed for seat in found.seats] == [True, False, True]
    assert found.counts == (1, 1, 0)


def test_seats_heard_lately_are_online() -> None:
    assert [seat.online for seat in view(Play(make_plan(3))).seats] == [True, False, False]


def test_witnesses_of_the_leading_poll_are_counted() -> None:
    play = in_poll(make_plan(3), 3)
    play.does(commands.ClosePoll(POLL))
    found = view(play, None, s1=True, s2=False, s3=True)
    assert (found.agreeing, found.differing) == (2, 1)


def test_a_terminal_that_nobody_sits_at_does_not_swell_those_that_agree() -> None:
    play = in_poll(make_plan(3, guests=1), 3)
    play.does(commands.ClosePoll(POLL))
    found = view(play, None, s1=True, s2=True, s3=True, s4=True)
    assert (found.agreeing, found.differing) == (3, 0)
    assert view(play, None, s1=True, s4=False).differing == 1


def test_papers_are_summed_over_the_seats_that_are_there() -> None:
    terminals = make_terminals(Held("a", 2, 4, 4), Held("b", 2, 2, 4))
    assert [(p.held, p.total) for p in view(Play(make_plan(3)), terminals).papers] == [
        (4, 4),
        (2, 4),
    ]
    for number in (2, 3):
        other = terminals.get(device_id(number))
        assert other is not None
        other.heard_at = 0
    found = view(Play(make_plan(3)), terminals)
    assert [seat.percent for seat in found.seats] == [75, 0, 0]
    assert [(p.paper, p.held, p.total) for p in found.papers] == [("a", 4, 12), ("b", 2, 12)]


def test_without_papers_every_seat_has_all_of_them() -> None:
    play = Play(make_plan(3))
    found = chair_view(play.state, make_terminals(), (), {}, (), 0)
    assert {seat.percent for seat in found.seats} == {100}


@pytest.mark.parametrize(
    ("report", "percent"),
    [
        (Held("a", 2, MAX_INTEGER, 4), 50),
        (Held("a", 2, -MAX_INTEGER, 4), 0),
        (Held("a", 1, 4, 4), 0),
        (Held("z", 2, 4, 4), 0),
    ],
)
def test_a_seat_that_reports_nonsense_holds_no_more_than_there_is(
    report: Held, percent: int
) -> None:
    """A number out of the wire's range would stop the hub when it tells the console."""
    found = view(Play(make_plan(3)), make_terminals(report))
    assert found.seats[0].percent == percent
    assert 0 <= found.papers[0].held <= 12
