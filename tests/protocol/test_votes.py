"""An answer or a typed count is a vote, or is refused by name."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from protocol.errors import RemoteProtocolError
from protocol.messages import BallotShown, EntryState, NamedState
from protocol.votes import Paper, Votes, added, check_answer, entry_of, of_ballots, of_entry

MOTION = Paper("motion", (), 1)
OPTIONS = Paper("options", ("a", "b", "c"), 2)
CONFIDENCE = Paper("confidence", ("a", "b"), 1)


def entry(
    cast: int, *counts: int, blank: int = 0, invalid: int = 0, named: tuple[NamedState, ...] = ()
) -> EntryState:
    return EntryState("an", True, cast, counts, blank, invalid, named)  # noqa: FBT003


@pytest.mark.parametrize(
    ("paper", "answer"),
    [
        (MOTION, ("abstain",)),
        (OPTIONS, ()),
        (OPTIONS, ("a", "c")),
        (CONFIDENCE, ("high", "low")),
    ],
)
def test_an_answer_in_its_form_is_taken(paper: Paper, answer: tuple[str, ...]) -> None:
    check_answer(paper, answer)


@pytest.mark.parametrize(
    ("paper", "answer"),
    [
        (MOTION, ()),
        (MOTION, ("for", "against")),
        (OPTIONS, ("c", "a")),
        (OPTIONS, ("a", "a")),
        (OPTIONS, ("a", "b", "c")),
        (OPTIONS, ("d",)),
        (CONFIDENCE, ("high",)),
        (CONFIDENCE, ("high", "for")),
    ],
)
def test_any_other_answer_is_refused(paper: Paper, answer: tuple[str, ...]) -> None:
    with pytest.raises(RemoteProtocolError, match="bad-answer"):
        check_answer(paper, answer)


@pytest.mark.parametrize(
    ("paper", "typed"),
    [
        (MOTION, entry(5, 3, 1, 0, invalid=1)),
        (OPTIONS, entry(5, 4, 1, 0, blank=1)),
        (OPTIONS, entry(5, 5, 5, 0)),
        (CONFIDENCE, entry(5, 5, 0, 0, 1, 2, 2)),
    ],
)
def test_counts_that_add_up_are_taken(paper: Paper, typed: EntryState) -> None:
    assert of_entry(paper, typed, "").cast == 5


@pytest.mark.parametrize(
    ("paper", "typed"),
    [
        (MOTION, entry(5, 3, 1, 0)),
        (MOTION, entry(5, 3, 1, 0, blank=1)),
        (MOTION, entry(5, 6, -1, 0)),
        (MOTION, entry(5, 3, 2)),
        (OPTIONS, entry(5, 5, 5, 1)),
        (OPTIONS, entry(5, 6, 0, 0)),
        (OPTIONS, entry(5, 1, 1, 1)),
        (CONFIDENCE, entry(5, 5, 0, 0, 1, 2, 1)),
        (CONFIDENCE, entry(5, 5, 0, 0)),
        (MOTION, entry(1, 0, 1, 0, named=(NamedState("an", ("for",)),))),
    ],
)
def test_counts_that_do_not_add_up_are_refused(paper: Paper, typed: EntryState) -> None:
    with pytest.raises(RemoteProtocolError, match="bad-entry"):
        of_entry(paper, typed, "")


def test_a_person_raises_a_hand_once() -> None:
    twice = (NamedState("an", ("for",)),) * 2
    with pytest.raises(RemoteProtocolError, match="duplicate-ballot"):
        of_entry(MOTION, entry(2, 2, 0, 0, named=twice), "")


def test_names_come_to_counts_from_which_the_same_votes_follow() -> None:
    named = (NamedState("an", ("a",)), NamedState("binh", ("a", "c")), NamedState("chi", ()))
    typed = entry_of(OPTIONS, "em", named)
    assert (typed.cast, typed.counts, typed.blank) == (3, (2, 0, 1), 1)
    shown = [BallotShown(one.person, one.answer, one.person) for one in named]
    assert of_entry(OPTIONS, typed, "") == of_ballots(OPTIONS, shown, "")


def test_the_chairs_own_choice_is_known_from_its_ballot_alone() -> None:
    shown = [BallotShown("an", ("for",), "b-1"), BallotShown("", ("against",), "b-2")]
    assert of_ballots(MOTION, shown, "an").chair == "for"
    assert of_ballots(MOTION, shown, "binh").chair == ""
    assert of_ballots(MOTION, [replace(shown[0], person="")], "").chair == ""


def test_the_chair_adds_one_vote_to_a_side_and_to_nothing_else() -> None:
    assert added(Votes(4, 2, 2), "against") == Votes(5, 2, 3)
    with pytest.raises(RemoteProtocolError, match="bad-answer"):
        added(Votes(4, 2, 2), "abstain")
