"""Polls on the screens of every role: running counts, results of every form, what became of one's own."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.inputs import LinkChanged, OutboxLoaded, SavedBallot
from device.present.polls import counts, result, rule
from device.present.role import screen
from device.screens import (
    ChairScreen,
    Choice,
    Counts,
    Form,
    Link,
    OptionRow,
    PollKind,
    SeatSession,
    Standing,
    WallPoll,
    Witness,
)
from device.terminal import Terminal
from protocol.messages import (
    Ballot,
    BallotShown,
    BallotsState,
    ChairView,
    EntryState,
    Message,
    OnePoll,
    ProgressState,
)
from tests.support.hub_voice import (
    MEETING,
    OPTIONS,
    SESSION,
    HubVoice,
    agenda,
    ballots,
    counted,
    election,
    make_terminal,
    people,
    poll,
    polls,
    rating,
)


def told(*messages: Message, role: str = "seat", own: SavedBallot | None = None) -> Terminal:
    terminal, hub = make_terminal(role), HubVoice()
    terminal.handle(OutboxLoaded((own,) if own else ()), 0)
    terminal.handle(LinkChanged(Link.ONLINE), 0)
    for message in (SESSION, people(), agenda(), *messages):
        terminal.handle(hub.says(message), 0)
    return terminal


def kept(*answer: str, ballot: str = "b-p001") -> SavedBallot:
    return SavedBallot("m1", MEETING, "poll-1", "p001", answer, ballot, Ballot("", ""), receipt=7)


@pytest.mark.parametrize(
    ("of", "numbers", "motion", "votes"),
    [
        (poll(), (1, 1, 0), Counts(1, 1, 0, 1, 0, 3, cast=2), ()),
        (poll(), (), None, ()),
        (election(), (2, 1, 0), None, ((2,), (1,), (0,))),
        (rating(), (1, 0, 1, 2, 0, 0), None, ((1, 0, 1), (2, 0, 0))),
        (rating(), (1, 2), None, ()),
    ],
)
def test_running_counts_are_shown_wherever_the_hub_gave_them(
    of: OnePoll, numbers: tuple[int, ...], motion: Counts | None, votes: Any
) -> None:
    progress = ProgressState("poll-1", 2, numbers)
    seat = screen(told(polls(of), progress), 0)
    assert isinstance(seat, SeatSession)
    assert seat.ballot is not None
    assert seat.ballot.counts == motion
    assert tuple(option.votes for option in seat.ballot.options if option.votes) == votes
    wall = screen(told(polls(of), progress, role="wall"), 0)
    assert isinstance(wall, WallPoll)
    assert (wall.counts, wall.votes, wall.pressed) == (motion, votes, 2)
    console = told(polls(of), ChairView((), (), numbers, 0, 0), role="chair")
    shown = screen(console, 0)
    assert isinstance(shown, ChairScreen)
    assert shown.poll is not None
    assert (shown.poll.counts, shown.poll.votes) == (motion, votes)


def test_a_ballot_names_its_options_its_kind_and_what_else_it_carries() -> None:
    seat = screen(told(polls(election(kind="unnamed", package=("item-2",)))), 0)
    assert isinstance(seat, SeatSession)
    assert seat.ballot is not None
    assert [each.label for each in seat.ballot.options] == [each.label for each in OPTIONS]
    assert (seat.ballot.kind, seat.ballot.form) == (PollKind.UNNAMED, Form.OPTIONS)
    assert seat.ballot.package == ("Nội dung 1", "Nội dung 2")
    assert seat.ballot.own_answer is None


def shown(state: OnePoll, published: BallotsState, own: SavedBallot | None = None) -> Any:
    return result(told(polls(state), published, own=own), state)


def published_answers(*answers: tuple[str, ...]) -> BallotsState:
    each = (BallotShown(f"p{n:03d}", a, f"b-p{n:03d}") for n, a in enumerate(answers, 1))
    return BallotsState("poll-1", tuple(each))


def test_an_election_shows_its_options_with_their_verdicts_and_ones_own_answer() -> None:
    published = published_answers(("o1", "o2"), ("o1",), ())
    fields = {"form": "options", "options": OPTIONS, "picks": 2, "places": 2}
    found = shown(counted(published, **fields), published, kept("o1", "o2"))
    assert found.options == (
        OptionRow("o1", "Phương án 1", (2,), Standing.ELECTED),
        OptionRow("o2", "Phương án 2", (1,), Standing.NOT_ELECTED),
        OptionRow("o3", "Phương án 3", (0,), Standing.NOT_ELECTED),
    )
    assert (found.places, found.own_answer, found.own_choice) == (2, ("o1", "o2"), None)
    assert (found.counts.cast, found.counts.blank) == (3, 1)
    assert found.witness is Witness.AGREES


def test_a_result_says_how_it_came_about() -> None:
    published = ballots(p001="for", p002="for", p003="against")
    state = counted(published, replaces="poll-0", corrections=2, package=("item-2",))
    found = shown(state, published, kept("for"))
    assert (found.repeats, found.corrections, found.package) == (
        True,
        2,
        ("Nội dung 1", "Nội dung 2"),
    )
    assert (found.own_choice, found.own_receipt, found.own_counted) == (Choice.FOR, 7, True)


def test_ones_own_corrected_ballot_is_said_to_be_corrected_and_nothing_is_amber() -> None:
    put_right = BallotShown("p001", ("against",), "c-1", corrected=True)
    published = BallotsState("poll-1", (put_right, *ballots(p002="for").ballots))
    found = shown(counted(published, corrections=1), published, kept("for"))
    assert (found.own_counted, found.own_corrected, found.witness) == (False, True, Witness.AGREES)


def test_a_deciding_vote_is_named() -> None:
    tied = ballots(p001="for", p002="against")
    rule_of_chair = replace(poll().rule, base="cast", tie="chair-only-in-tie")
    found = shown(counted(tied, rule=rule_of_chair, tie_choice="against"), tied)
    assert found.tie_choice is Choice.AGAINST


def test_typed_counts_are_a_result_like_any_other() -> None:
    entry = EntryState("p002", True, 3, (1, 1, 0), 0, 1, ())  # noqa: FBT003  shown, as on the wire
    published = BallotsState("poll-1", (), entry)
    found = shown(counted(published, kind="paper"), published)
    assert (found.kind, found.counts.invalid, found.witness) == (PollKind.PAPER, 1, Witness.AGREES)


def test_every_number_of_a_result_and_every_part_of_a_rule_reaches_the_screens() -> None:
    state = counted(ballots(p001="for")).result
    assert state is not None
    odd = replace(state, cast=4, blank=5, invalid=6, excluded=7)
    told_counts = counts(odd)
    assert (told_counts.cast, told_counts.blank) == (4, 5)
    assert (told_counts.invalid, told_counts.excluded) == (6, 7)
    formula = rule(replace(poll().rule, plus=1, abstention="barring"))
    assert (formula.plus, formula.abstention) == (1, "barring")
