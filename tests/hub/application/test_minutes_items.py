"""The course of the agenda in the minutes: what became of every item, and who spoke on it."""

from __future__ import annotations

import pytest

from hub.application.minutes import Minutes
from hub.application.minutes_items import Away, Conclusion
from hub.application.minutes_session import Break
from hub.domain.vocabulary import Stage
from tests.hub.minutes_course import ASK, DEBATE, NOTES, TASKS, course_minutes
from tests.hub.minutes_samples import MINUTE, minutes, session
from tests.support.plans import STARTS_AT


@pytest.fixture(scope="module")
def told() -> Minutes:
    return course_minutes()


def minute(number: int) -> int:
    return STARTS_AT + number * MINUTE


def test_every_item_is_told_once_by_what_became_of_it(told: Minutes) -> None:
    assert [item.number for item in told.items] == [1, 6, 2]
    assert [each.item.number for each in told.passed] == [3]
    assert [each.item.number for each in told.put_off] == [4]
    assert [item.number for item in told.not_taken] == [5]


def test_whoever_presented_is_no_speaker_for_that(told: Minutes) -> None:
    first = told.items[0]
    assert first.presented_by is not None
    assert first.presented_by.id == "p003"
    assert [(one.name.id, one.kind, one.times) for one in first.speakers] == [
        ("p004", ASK, 2),
        ("p003", ASK, 1),
        ("p005", DEBATE, 1),
    ]


def test_the_latest_notes_and_the_conclusion_with_its_tasks_are_told(told: Minutes) -> None:
    first = told.items[0]
    assert first.notes == NOTES
    text = "Thống nhất chủ trương.\nGiao các cơ quan thực hiện."
    assert first.conclusions == (Conclusion(minute(14), text, TASKS),)


def test_an_item_of_the_session_that_was_paused_says_both(told: Minutes) -> None:
    inserted = told.items[1]
    assert inserted.inserted
    assert inserted.taken_at == minute(17)
    assert inserted.away == (Away(minute(18), minute(21)),)
    assert not told.items[0].inserted


def test_items_put_off_say_when_and_why(told: Minutes) -> None:
    leaving = told.items[2].leaving
    assert leaving is not None
    assert (leaving.at, leaving.stage, leaving.reason) == (
        minute(20),
        Stage.POSTPONED,
        "chưa đủ hồ sơ.",
    )
    (withdrawn,) = told.put_off
    assert (withdrawn.leaving.stage, withdrawn.leaving.reason) == (Stage.WITHDRAWN, "")


def test_breaks_and_handovers_are_told_and_who_presided_at_the_end(told: Minutes) -> None:
    assert told.breaks == (Break(minute(7), minute(8)),)
    (handed,) = told.handovers
    assert (handed.at, handed.before.id, handed.after.id) == (minute(15), "p001", "p002")
    assert (told.presided.id, told.chair.id) == ("p002", "p001")


def test_without_a_handover_the_chair_presided() -> None:
    told = minutes(session())
    assert told.handovers == ()
    assert told.presided == told.chair
