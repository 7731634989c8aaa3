"""Numbers being typed: what they add up to, and when they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.counting import MAX_COUNT, Sheet, columns, may_answer, sheet_of
from protocol.entry import Entry, NamedAnswer
from protocol.messages import EntryState, NamedState, OnePoll
from tests.support.hub_voice import election, poll, rating

HANDS, PAPER = {"kind": "show-of-hands"}, {"kind": "paper"}


def typed(of: OnePoll, **values: int) -> Sheet:
    sheet = Sheet(of)
    for key, value in values.items():
        sheet = sheet.with_value(key.replace("_", "/"), value)
    return sheet


def test_the_columns_are_those_of_an_entry() -> None:
    assert columns(poll()) == ("for", "against", "abstain")
    assert columns(election()) == ("o1", "o2", "o3")
    assert columns(rating())[:4] == ("o1/high", "o1/medium", "o1/low", "o2/high")


def test_what_was_handed_in_follows_from_the_rows_of_a_motion() -> None:
    sheet = typed(poll(**PAPER), **{"for": 1, "against": 1, "invalid": 1, "cast": 9, "blank": 9})
    assert sheet.entry() == Entry(3, (1, 1, 0), 0, 1, ())
    assert sheet.complete()


@pytest.mark.parametrize(
    ("of", "values", "fits"),
    [
        (poll(**HANDS), {}, True),
        (poll(**HANDS), {"for": 4}, False),  # three are present
        (poll(**HANDS), {"for": 1, "invalid": 1}, False),  # a hand is never invalid
        (poll(**PAPER), {"for": 1, "invalid": 2}, True),
        (election(**PAPER), {"cast": 3, "o1": 2, "o2": 2, "blank": 1}, True),
        (election(**PAPER), {"cast": 3, "o1": 3, "blank": 1}, False),  # more than filled in
        (election(**PAPER), {"cast": 3, "o1": 1, "o2": 1}, False),  # who picked nothing is blank
        (election(**PAPER), {"cast": 1, "o1": 1, "o2": 1, "o3": 1}, False),  # too many picks
        (election(**PAPER), {"cast": 1, "blank": 2}, False),
        (rating(**PAPER), {"cast": 2, "o1_high": 2, "o2_low": 1, "o2_high": 1}, True),
        (rating(**PAPER), {"cast": 2, "o1_high": 2, "o2_low": 1}, False),
        (rating(**PAPER), {"cast": 2, "blank": 1, "o1_high": 1, "o2_low": 1}, False),
    ],
)
def test_numbers_fit_when_they_agree_with_each_other_and_the_persons_present(
    of: OnePoll, values: dict[str, int], *, fits: bool
) -> None:
    assert typed(of, **values).complete() is fits


@pytest.mark.parametrize(("key", "value"), [("for", -1), ("for", MAX_COUNT + 1), ("o9", 1)])
def test_a_number_that_cannot_be_is_not_taken(key: str, value: int) -> None:
    sheet = Sheet(poll(**HANDS))
    assert sheet.with_value(key, value) == sheet


def test_hands_by_name_make_the_counts() -> None:
    sheet = Sheet(poll(**HANDS)).taken_by_name(by_name=True)
    sheet = sheet.with_named("p003", ("for",)).with_named("p001", ("against",))
    sheet = sheet.with_named("p002", ("for",)).with_named("p002", ())
    named = (NamedAnswer("p001", ("against",)), NamedAnswer("p003", ("for",)))
    assert sheet.entry() == Entry(2, (1, 1, 0), 0, 0, named)
    assert sheet.with_value("for", 3) == sheet


def test_nobody_but_those_present_has_a_hand_and_no_answer_but_the_polls() -> None:
    sheet = Sheet(poll(**HANDS)).taken_by_name(by_name=True)
    assert sheet.with_named("p009", ("for",)) == sheet
    assert sheet.with_named("p001", ("maybe",)) == sheet
    assert sheet.with_named("p001", ("for", "against")) == sheet


def test_paper_has_no_names() -> None:
    assert not Sheet(poll(**PAPER)).taken_by_name(by_name=True).by_name


def test_numbers_and_names_are_both_kept_when_the_way_of_counting_changes() -> None:
    sheet = typed(poll(**HANDS), **{"for": 2}).taken_by_name(by_name=True)
    sheet = sheet.with_named("p001", ("abstain",))
    assert sheet.entry().counts == (0, 0, 1)
    assert sheet.taken_by_name(by_name=False).entry().counts == (2, 0, 0)


def test_an_entry_can_be_put_on_a_sheet_again() -> None:
    numbers = EntryState("p002", True, 3, (2, 0, 0), 0, 1, ())  # noqa: FBT003  shown, as on the wire
    assert sheet_of(poll(**PAPER), numbers).entry() == Entry(3, (2, 0, 0), 0, 1, ())
    named = (NamedState("p001", ("for",)),)
    by_name = EntryState("p002", True, 1, (1, 0, 0), 0, 0, named)  # noqa: FBT003
    assert sheet_of(poll(**HANDS), by_name).entry().named == (NamedAnswer("p001", ("for",)),)
    assert sheet_of(poll(**HANDS), None).entry().cast == 0


answers = st.lists(st.sampled_from(["o1", "o2", "o3", "high", "low", "for", "x"]), max_size=4)


@given(answers.map(tuple), st.sampled_from([poll(), election(), rating()]))
def test_an_answer_that_may_be_given_marks_columns_there_are(
    answer: tuple[str, ...], of: OnePoll
) -> None:
    if not may_answer(of, answer):
        return
    sheet = Sheet(of, by_name=True).with_named("p001", answer)
    assert sum(sheet.entry().counts) == len(answer)
