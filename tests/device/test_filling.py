"""A ballot being filled in: the state table row by row, and who alone may touch it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from device.filling import Act, Filling
from device.intents import (
    CancelChoice,
    ConfirmChoice,
    SetLevel,
    SubmitAnswer,
    TogglePick,
    TouchChoice,
)
from device.screens import Choice, Level
from protocol.messages import OnePoll
from tests.support.hub_voice import election, poll, rating

MOTION, ELECTION, RATING = poll(), election(), rating()
PERSON = "p001"


def filling(of: OnePoll, *acts: Act) -> Filling:
    made = Filling()
    made.follow(of, PERSON)
    for act in acts:
        made.intend(act, of)
    return made


def half_made(found: Filling) -> tuple[object, ...]:
    return found.confirming, found.picks, dict(found.levels), found.confirming_answer


def rated(*levels: Level) -> tuple[SetLevel, ...]:
    return tuple(SetLevel(o.option, lv) for o, lv in zip(RATING.options, levels, strict=True))


def test_a_touched_choice_is_cast_when_it_is_confirmed_and_only_once() -> None:
    made = filling(MOTION, TouchChoice(Choice.FOR))
    assert made.confirming is Choice.FOR
    assert made.intend(ConfirmChoice(), MOTION) == ("for",)
    assert made.intend(ConfirmChoice(), MOTION) is None


def test_a_choice_taken_back_is_not_cast() -> None:
    made = filling(MOTION, TouchChoice(Choice.FOR), CancelChoice())
    assert made.intend(ConfirmChoice(), MOTION) is None


def test_picks_are_kept_in_the_order_of_the_options_and_taken_back_by_a_second_touch() -> None:
    made = filling(ELECTION, TogglePick("o3"), TogglePick("o1"))
    assert made.picks == ("o1", "o3")
    made.intend(TogglePick("o3"), ELECTION)
    assert made.picks == ("o1",)


def test_one_pick_more_than_allowed_is_refused_and_changes_nothing() -> None:
    made = filling(ELECTION, TogglePick("o1"), TogglePick("o2"), TogglePick("o3"))
    assert (made.picks, made.refusal) == (("o1", "o2"), "too-many-picks")
    made.intend(TogglePick("o1"), ELECTION)
    assert (made.picks, made.refusal) == (("o2",), "")


def test_where_only_one_may_be_picked_another_one_takes_its_place() -> None:
    single = election(picks=1)
    assert filling(single, TogglePick("o1"), TogglePick("o2")).picks == ("o2",)


def test_an_answer_is_sent_after_it_was_confirmed_and_stays_as_it_was_filled_in() -> None:
    made = filling(ELECTION, TogglePick("o2"))
    assert made.intend(ConfirmChoice(), ELECTION) is None
    made.intend(SubmitAnswer(), ELECTION)
    assert made.confirming_answer
    assert made.intend(ConfirmChoice(), ELECTION) == ("o2",)
    assert (made.picks, made.confirming_answer) == (("o2",), False)


def test_a_ballot_with_nothing_picked_is_a_blank_one() -> None:
    assert filling(ELECTION, SubmitAnswer()).intend(ConfirmChoice(), ELECTION) == ()


def test_a_rating_is_complete_when_every_option_has_a_level() -> None:
    first, second = rated(Level.LOW, Level.HIGH)
    made = filling(RATING, first)
    made.intend(SubmitAnswer(), RATING)
    assert not made.confirming_answer
    made.intend(second, RATING)
    made.intend(SubmitAnswer(), RATING)
    assert made.intend(ConfirmChoice(), RATING) == ("low", "high")


@pytest.mark.parametrize("act", [TogglePick("o1"), CancelChoice()])
def test_whoever_goes_on_filling_in_is_asked_again(act: Act) -> None:
    made = filling(ELECTION, TogglePick("o2"), SubmitAnswer(), act)
    assert made.intend(ConfirmChoice(), ELECTION) is None


@pytest.mark.parametrize(
    ("of", "act"),
    [
        (MOTION, TogglePick("o1")),
        (MOTION, SubmitAnswer()),
        (MOTION, SetLevel("o1", Level.LOW)),
        (ELECTION, TouchChoice(Choice.FOR)),
        (ELECTION, SetLevel("o1", Level.LOW)),
        (ELECTION, TogglePick("o9")),
        (RATING, TogglePick("o1")),
        (RATING, SetLevel("o9", Level.LOW)),
    ],
)
def test_what_the_ballot_does_not_ask_changes_nothing(of: OnePoll, act: Act) -> None:
    made = filling(of, act)
    assert half_made(made) == (None, (), {}, False)
    assert made.intend(ConfirmChoice(), of) is None


# ── what ends it ────────────────────────────────────────────────────────────────────────────────


def test_a_pause_takes_the_question_back_but_not_what_was_filled_in() -> None:
    made = filling(ELECTION, TogglePick("o1"), SubmitAnswer())
    made.follow(replace(ELECTION, stage="paused"), PERSON)
    assert half_made(made) == (None, ("o1",), {}, False)


@pytest.mark.parametrize(
    ("after", "person"),
    [
        (replace(ELECTION, stage="closed"), PERSON),
        (replace(ELECTION, poll="poll-2"), PERSON),
        (None, PERSON),
        (ELECTION, "p002"),
        (ELECTION, ""),
    ],
)
def test_it_ends_with_its_poll_and_with_its_person(after: OnePoll | None, person: str) -> None:
    made = filling(ELECTION, TogglePick("o1"))
    made.follow(after, person)
    made.follow(ELECTION, PERSON)
    assert half_made(made) == (None, (), {}, False)


acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(TogglePick, st.sampled_from(["o1", "o2", "o3", "o9"])),
    st.builds(SetLevel, st.sampled_from(["o1", "o2", "o9"]), st.sampled_from(Level)),
    st.builds(TouchChoice, st.sampled_from(Choice)),
    st.sampled_from([SubmitAnswer(), ConfirmChoice(), CancelChoice()]),
)


@given(st.sampled_from([MOTION, ELECTION, RATING]), st.lists(acts, max_size=12))
def test_whatever_is_touched_only_answers_the_poll_allows_are_cast(
    of: OnePoll, touched: list[Act]
) -> None:
    made = filling(of)
    for act in touched:
        answer = made.intend(act, of)
        if answer is None:
            continue
        if of.form == "motion":
            assert len(answer) == 1
        elif of.form == "options":
            order = [o.option for o in of.options]
            assert len(answer) <= of.picks
            assert list(answer) == [each for each in order if each in answer]
        else:
            assert len(answer) == len(of.options)


@given(st.lists(acts, max_size=8), st.lists(st.sampled_from([1, 2, 3]), max_size=4))
def test_the_poll_told_again_with_other_numbers_changes_nothing(
    touched: list[Act], times: list[int]
) -> None:
    made = filling(ELECTION, *touched)
    before = half_made(made)
    for seq in times:
        made.follow(replace(ELECTION, record_seq=seq, closes_at=seq), PERSON)
    assert half_made(made) == before
