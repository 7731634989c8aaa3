"""What terminals are told: everything a witness needs, nothing that is somebody else's, and it fits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hub.application import snapshots
from hub.application.roster import Roster
from hub.application.toml_table import MAX_PROSE
from hub.domain import commands
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Base, Choice, Interim, MajorityRule
from protocol import codec
from protocol.codec import MAX_MESSAGE_BYTES
from protocol.envelope import HUB, Envelope
from protocol.messages import BallotShown, Message, ProgressState
from protocol.record import ChainHead
from tests.support.meeting import Play, in_poll, in_session
from tests.support.plans import LAW, SETTINGS, STARTS_AT, make_plan, roster

POLL = "poll-1-1"
NO_CLOSINGS: dict[str, ChainHead] = {}


def poll_of(state: Meeting, name: str = POLL) -> object:
    return next(p for p in snapshots.poll_state(state, NO_CLOSINGS).polls if p.poll == name)


def wire_bytes(message: Message) -> int:
    envelope = Envelope(
        "00000000-0000-4000-8000-000000000000", HUB, "", "phien-1", 2**40, 2**41, message
    )
    return len(codec.encode(envelope, lambda _content: bytes(64)))


def test_the_session_counts_members_guests_and_what_is_needed() -> None:
    play = Play(make_plan(3, guests=2))
    play.signs_in(1, 4, 5)
    told = snapshots.session_state(play.state)
    assert (told.phase, told.quorum) == ("convened", "short")
    assert (told.present, told.guests, told.needed, told.members) == (1, 2, 2, 3)
    play.signs_in(2)
    play.does(commands.OpenSession())
    assert snapshots.session_state(play.state).opened_at == STARTS_AT


def test_an_items_time_runs_from_when_it_is_taken_until_it_is_concluded() -> None:
    play = in_session(make_plan(3), 3)
    play.waits(90_000)
    first, second = snapshots.agenda_state(play.state).items
    assert (first.started_at, first.since, first.spent_ms) == (STARTS_AT, STARTS_AT, 0)
    assert (second.started_at, second.since) == (None, None)
    play.does(commands.ConcludeItem("item-1", "Xong."))
    first = snapshots.agenda_state(play.state).items[0]
    assert (first.since, first.spent_ms, first.conclusion) == (None, 90_000, "Xong.")
    assert first.polls == (POLL,)


def test_the_people_stand_at_their_seats_with_name_and_key() -> None:
    play = Play(make_plan(2, guests=1))
    play.signs_in(1)
    told = snapshots.people_state(play.state, Roster.parse(roster(2, 1)), {"seat-001": "ab"})
    assert [(s.name, s.votes, s.present, s.public_key) for s in told.seats] == [
        ("Người 1", True, True, "ab"),
        ("Người 2", True, False, ""),
        ("Người 3", False, False, ""),
    ]


def test_an_empty_seat_is_shown_without_a_person() -> None:
    plan = make_plan(2)
    empty = replace(plan.seats[1], person="")
    play = Play(replace(plan, seats=(plan.seats[0], empty)))
    seat = snapshots.people_state(play.state, Roster.parse(roster(2)), {}).seats[1]
    assert (seat.person, seat.name, seat.votes, seat.present) == ("", "", False, False)


def test_the_leading_poll_is_the_unsettled_one_then_the_last_announced_of_the_item() -> None:
    play = in_session(make_plan(3, polls_per_item=2), 3)
    assert snapshots.current_poll(play.state) == ""
    play.does(commands.OpenPoll(POLL))
    for command in (
        commands.PausePoll(POLL),
        commands.ResumePoll(POLL),
        commands.ClosePoll(POLL),
        commands.AnnouncePoll(POLL),
    ):
        assert snapshots.current_poll(play.state) == POLL
        play.does(command)
    assert snapshots.current_poll(play.state) == POLL
    play.waits(1)
    play.does(commands.OpenPoll("poll-1-2"), commands.ClosePoll("poll-1-2"))
    play.does(commands.AnnouncePoll("poll-1-2"))
    assert snapshots.current_poll(play.state) == "poll-1-2"
    play.does(commands.ConcludeItem("item-1", "Xong."))
    assert snapshots.current_poll(play.state) == ""


def test_ballots_are_told_after_the_close_sorted_by_person_and_not_before() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p3=Choice.FOR, p1=Choice.AGAINST)
    assert snapshots.ballots_state(play.state).ballots == ()
    play.does(commands.ClosePoll(POLL))
    told = snapshots.ballots_state(play.state)
    assert told.poll == POLL
    assert [(b.person, b.choice) for b in told.ballots] == [("p001", "against"), ("p003", "for")]
    assert isinstance(told.ballots[0], BallotShown)


def test_while_a_poll_is_open_only_the_number_of_presses_is_told() -> None:
    play = in_poll(make_plan(3), 3)
    play.votes(p1=Choice.FOR, p2=Choice.AGAINST)
    assert snapshots.progress_state(play.state) == ProgressState(POLL, 2)
    assert vars(poll_of(play.state))["result"] is None
    play.does(commands.VoidPoll(POLL, "nhầm", "p002"))
    assert snapshots.progress_state(play.state) == ProgressState("", 0)


@pytest.mark.parametrize(
    ("interim", "counts"),
    [(Interim.NOBODY, ()), (Interim.CHAIR, (1, 1, 0)), (Interim.ALL, (1, 1, 0))],
)
def test_running_counts_are_for_whom_the_poll_lets_see_them(
    interim: Interim, counts: tuple[int, ...]
) -> None:
    play = in_poll(make_plan(3, settings=replace(SETTINGS, interim=interim)), 3)
    play.votes(p1=Choice.FOR, p2=Choice.AGAINST)
    assert snapshots.running_counts(play.state) == counts
    play.does(commands.ClosePoll(POLL))
    assert snapshots.running_counts(play.state) == ()


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
    rule = vars(poll_of(play.state))["rule"]
    assert (rule.base_count, rule.needed) == (before, before // 2 + 1)
    play.does(commands.ClosePoll(POLL))
    rule = vars(poll_of(play.state))["rule"]
    assert (rule.base_count, rule.needed) == (after, after // 2 + 1)


def test_the_leading_poll_carries_its_lists_and_settled_ones_none() -> None:
    """Witnesses need them for the poll they recount; all of them together would not fit a message."""
    play = in_poll(make_plan(3, polls_per_item=2), 3)
    play.does(commands.ClosePoll(POLL), commands.AnnouncePoll(POLL))
    assert vars(poll_of(play.state))["roll"] == ("p001", "p002", "p003")
    play.does(commands.OpenPoll("poll-1-2"))
    assert vars(poll_of(play.state))["roll"] == vars(poll_of(play.state))["present"] == ()
    assert vars(poll_of(play.state, "poll-1-2"))["present"] == ("p001", "p002", "p003")


def test_the_polls_of_a_long_session_of_the_largest_hall_fit_into_one_message() -> None:
    """500 members, a resolution voted article by article: fifty polls, all announced."""
    play = in_session(make_plan(500, items=1, polls_per_item=50), 500)
    for number in range(1, 51):
        name = f"poll-1-{number}"
        play.does(commands.OpenPoll(name), commands.ClosePoll(name), commands.AnnouncePoll(name))
    told = snapshots.poll_state(play.state, NO_CLOSINGS)
    assert wire_bytes(told) < MAX_MESSAGE_BYTES / 2


def test_the_agenda_of_a_long_session_fits_into_one_message() -> None:
    """Forty items, the longest drafts that a folder may hold, each confirmed as it was prepared."""
    text = ("Thống nhất thông qua nội dung tờ trình. " * 600)[:MAX_PROSE].strip()
    plan = make_plan(3, items=40)
    items = tuple(replace(item, draft=text) for item in plan.items)
    play = Play(replace(plan, items=items))
    play.signs_in(1, 2, 3)
    play.does(commands.OpenSession())
    for item in items:
        assert wire_bytes(snapshots.agenda_state(play.state)) < MAX_MESSAGE_BYTES
        play.does(commands.TakeItem(item.item), commands.ConcludeItem(item.item, text))
    assert wire_bytes(snapshots.agenda_state(play.state)) < MAX_MESSAGE_BYTES
