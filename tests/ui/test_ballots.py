"""Ballots of several rows, desks, places at a seat and lists of names: without a window."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from device import screens as s
from tests.screen import samples, samples_votes
from ui.viewmodels import ballots, desk, names, seat, steps

SEATS = samples_votes.seat_screens()
CHAIRS = samples_votes.chair_screens()
ELECTION = SEATS["seat-options"].ballot


def enabled(ballot: s.Ballot) -> list[bool]:
    return [state.enabled for state in ballots.option_states(ballot)]


def test_a_full_ballot_takes_no_further_pick_but_gives_one_back():
    assert enabled(ELECTION) == [True] * 5
    full = replace(ELECTION, options=samples_votes.options(5, 3))
    assert enabled(full) == [True, True, True, False, False]


def test_one_of_one_may_be_changed_by_touching_another():
    one = replace(ELECTION, picks=1, options=samples_votes.options(5, 1))
    assert enabled(one) == [True] * 5


@pytest.mark.parametrize(
    "changes",
    [{"stage": s.PollStage.PAUSED}, {"may_vote": False}, {"own_answer": (), "may_change": False}],
)
def test_no_row_can_be_touched_when_no_answer_is_taken(changes):
    assert enabled(replace(ELECTION, **changes)) == [False] * 5


def test_the_send_button_waits_for_a_filled_in_ballot_and_then_for_a_change():
    assert ballots.send(ELECTION) == ballots.Send("send-ballot", enabled=True)
    assert not ballots.send(replace(ELECTION, complete=False)).enabled
    sent = replace(ELECTION, lamp=s.Lamp.ACCEPTED, own_answer=("o-0", "o-1"))
    assert ballots.send(sent) == ballots.Send("ballot-sent", enabled=False)
    other = replace(sent, options=samples_votes.options(5, 3))
    assert ballots.send(other) == ballots.Send("send-ballot-again", enabled=True)
    assert not ballots.send(replace(other, may_change=False)).enabled


def test_a_corrected_ballot_keeps_the_order_of_the_options():
    ids = ("a", "b", "c")
    assert ballots.with_pick(("c",), "a", ids, 2) == ("a", "c")
    assert ballots.with_pick(("a", "c"), "b", ids, 2) == ("a", "c")
    assert ballots.with_pick(("a",), "b", ids, 1) == ("b",)
    assert ballots.with_pick(("a",), "a", ids, 1) == ()


def test_a_corrected_rating_changes_one_person_only():
    ids = ("a", "b")
    assert ballots.with_level(("high", "low"), "b", s.Level.MEDIUM, ids) == ("high", "medium")
    assert ballots.with_level((), "a", s.Level.HIGH, ids) == ("high", "medium")


def place(screen: s.SeatSession, before: seat.Choosing | None = None) -> seat.Place | None:
    return (before or seat.Choosing()).following(screen).place


def test_the_most_pressing_place_leads():
    assert place(SEATS["desk-void"]) is seat.Place.VOID
    assert place(SEATS["desk-hands"]) is seat.Place.COUNT
    assert place(SEATS["desk-correction"]) is seat.Place.CORRECTION
    assert place(SEATS["seat-options"]) is seat.Place.BALLOT
    assert place(SEATS["seat-result-options"]) is seat.Place.RESULT
    assert place(SEATS["seat-hands"]) is seat.Place.READER


def test_a_half_made_ballot_is_not_pushed_aside_by_a_proposal_of_the_chair():
    filling = seat.Choosing().following(SEATS["seat-options"])
    proposed = replace(SEATS["seat-options"], desk=s.Desk(void=samples_votes.VOID))
    assert place(proposed, filling) is seat.Place.BALLOT


def test_papers_that_were_chosen_stay_until_something_new_is_offered():
    session = SEATS["seat-options"]
    reading = seat.Choosing(seat.Place.READER, seat.offered(session))
    ticking = replace(session, ballot=replace(session.ballot, countdown=s.Countdown(1, 2, True)))  # noqa: FBT003
    assert place(ticking, reading) is seat.Place.READER
    assert place(samples.SESSION, reading) is seat.Place.READER
    assert place(SEATS["desk-void"], reading) is seat.Place.VOID


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("desk-hands", ["for", "against", "abstain"]),
        ("desk-paper", ["o-0", "o-1", "o-2", "o-3", "cast", "blank", "invalid"]),
    ],
)
def test_a_desk_asks_only_for_numbers_that_can_differ(name, keys):
    assert [line.key for line in desk.lines(SEATS[name].desk.count)] == keys


def test_digits_are_typed_one_after_the_other_and_a_full_number_stays():
    assert desk.typed(1, 5) == 15
    assert desk.typed(0, 7) == 7
    assert desk.typed(99_999, 1) == 99_999


@pytest.mark.parametrize(
    ("name", "key", "urgent"),
    [
        ("desk-hands", "count-ready", False),
        ("desk-paper", "count-other-done", False),
        ("desk-paper-waiting", "count-awaits-other", False),
        ("desk-paper-differs", "count-differs", True),
    ],
)
def test_a_desk_says_how_far_the_count_has_come(name, key, urgent):
    now = desk.progress(SEATS[name].desk.count)
    assert (now.key, now.urgent) == (key, urgent)


def test_a_correction_needs_a_change_and_a_reason():
    assert desk.correctable(samples_votes.CORRECTION)
    assert not desk.correctable(replace(samples_votes.CORRECTION, reason=" "))
    assert not desk.correctable(replace(samples_votes.CORRECTION, complete=False))


def test_names_stand_under_the_first_letter_of_the_given_name():
    assert names.initial("Hoàng Thị Ánh") == "A"
    assert names.initial("Võ Thành Đạt") == "Đ"
    many = tuple(s.PersonChoice(str(n), f"Lê {'ABDĐE'[n % 5]}n", "") for n in range(50))
    assert names.initials(many) == ("A", "B", "D", "Đ", "E")
    assert len(names.under(many, "Đ")) == 10
    assert names.initials(many[:5]) == ()


def test_the_console_offers_what_it_begins_itself_only_while_it_may():
    asked = steps.vote_step(CHAIRS["chair-ask"])
    assert asked == s.StepButton(s.Step.ASK_NOW, "item-3")
    assert s.Step.PROPOSE_VOID in {x.step for x in steps.under_others(CHAIRS["chair-voidable"])}
    assert not steps.still_possible(samples.CHAIR, s.Step.ASK_NOW, "item-3")
    assert steps.still_possible(CHAIRS["chair-tie"], s.Step.DECIDE_TIE, "poll-3")
