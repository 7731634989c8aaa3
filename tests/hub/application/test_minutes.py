"""The minutes say what the record says."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hub.application.minutes import Roster, compose
from hub.domain import commands, events
from hub.domain.errors import DomainError
from hub.domain.vocabulary import Absence, Base, Choice, Outcome, TieRule
from tests.hub import minutes_kinds
from tests.hub.minutes_samples import (
    EIGHT_O_CLOCK,
    HEAD,
    MINUTE,
    Vote,
    crowd,
    empty_session,
    guest,
    member,
    minutely,
    minutes,
    opening,
    plan,
    roster,
    session,
    sign_in,
    vote,
)
from tests.support.meeting import in_poll
from tests.support.plans import SETTINGS, make_plan


def test_attendance_tells_late_gone_and_absent_members_apart():
    there = minutes(session()).attendance
    assert (there.present_at_opening, there.members) == (18, 21)
    notes = {one.name.id: (one.came_at, one.left_at) for one in there.present}
    assert notes[member(18)] == (EIGHT_O_CLOCK + 3 * MINUTE, None)
    assert notes[member(9)] == (None, EIGHT_O_CLOCK + 18 * MINUTE)
    assert notes[member(0)] == (None, None)
    assert [one.name.id for one in there.absent] == [member(19), member(20)]
    assert [one.name.id for one in there.guests] == [guest(0), guest(1)]


def test_whoever_left_before_the_opening_is_absent():
    gone = events.PersonSignedOut(member(3), "seat", "left")
    told = [events.MeetingConvened(plan()), sign_in(member(3)), gone, events.SessionOpened(0, 21)]
    there = minutes(told).attendance
    assert there.present == ()
    assert len(there.absent) == 21


def test_whoever_comes_back_is_neither_late_nor_gone():
    away = events.PersonSignedOut(member(3), "seat", "left")
    told = [
        events.MeetingConvened(plan()),
        *opening(21),
        away,
        sign_in(member(3)),
        events.SessionClosed(),
    ]
    back = minutes(told).attendance.present[3]
    assert (back.came_at, back.left_at) == (None, None)


def test_sign_outs_after_the_close_do_not_empty_the_room():
    told = [*empty_session(), events.PersonSignedOut(member(0), "seat", "left")]
    assert minutes(told).attendance.present[0].left_at is None


def test_the_course_follows_the_items_taken():
    told = minutes(session())
    assert [item.number for item in told.items] == [1, 2]
    assert [item.number for item in told.not_taken] == [3]
    assert [poll.plan.poll for poll in told.items[1].polls] == ["p2", "p3"]
    assert told.items[0].discussed_at == EIGHT_O_CLOCK + 2 * MINUTE
    assert told.items[0].polls[0].check_code == "ba lô cá mè"
    assert told.items[1].conclusions[0].text.startswith("Chưa thông qua")
    assert (told.opened_at, told.closed_at) == (EIGHT_O_CLOCK, EIGHT_O_CLOCK + 20 * MINUTE)


def test_a_void_poll_keeps_its_numbers_and_says_why():
    void = minutes(session()).items[1].polls[1]
    assert void.voided is not None
    assert void.voided.secretary.name == "Đặng Văn Khởi"
    assert void.result is not None
    assert void.result.in_favour == 6


def test_a_meeting_without_polls_or_items_has_minutes():
    told = minutes(empty_session())
    assert told.items == ()
    assert len(told.not_taken) == 3
    assert told.numbers()["polls"] == []


def test_a_session_never_opened_counts_who_is_there():
    told = minutes([events.MeetingConvened(plan()), *opening(10)[:-1]])
    assert told.opened_at is None
    assert told.closed_at is None
    assert told.numbers()["present_at_opening"] == 10


def test_quorum_lost_and_regained_is_part_of_the_course_only_after_the_opening():
    lost = events.QuorumLost(13, 14, 21)
    met = events.QuorumMet(14, 14, 21)
    told = minutes(
        [events.MeetingConvened(plan()), met, *opening(14), lost, met, events.SessionClosed()]
    )
    assert [(change.met, change.present) for change in told.quorum_changes] == [
        (False, 13),
        (True, 14),
    ]


def test_a_poll_cut_short_is_shown_without_numbers():
    opened = vote(plan(), Vote("p1", "F"), 21)[0]
    told = minutes([*empty_session()[:-1], events.ItemTaken("i1"), opened])
    assert told.items[0].polls[0].result is None
    assert told.numbers()["polls"] == []


def test_numbers_have_the_shape_the_bundle_promises():
    assert minutes(crowd(4), 4).numbers() == {
        "meeting": "2026-11-thuong-ky",
        "members": 4,
        "present_at_opening": 4,
        "polls": [
            {
                "poll": "p1",
                "in_favour": 2,
                "against": 2,
                "abstain": 0,
                "silent": 0,
                "absent": 0,
                "members": 4,
                "present": 4,
                "outcome": "carried",
                "cast": 4,
                "blank": 0,
                "invalid": 0,
                "excluded": 0,
                "options": [],
            }
        ],
        "head": {"seq": HEAD.seq, "hash": HEAD.hash},
    }


@given(present=st.integers(1, 21), data=st.data())
def test_every_number_is_the_recorded_one(present, data):
    letters = st.text("FAN.", min_size=present, max_size=present)
    polls = [Vote(poll, data.draw(letters)) for poll in ("p1", "p2", "p3")]
    recorded = [vote(plan(), one, present) for one in polls]
    course = [
        events.ItemTaken("i1"),
        *recorded[0],
        events.ItemTaken("i2"),
        *recorded[1],
        *recorded[2],
        events.SessionClosed(),
    ]
    told = minutes([events.MeetingConvened(plan()), *opening(present), *course])
    results = {event.poll: event.result for event in course if isinstance(event, events.PollClosed)}
    for numbers in told.numbers()["polls"]:
        result = results.pop(numbers["poll"])
        for key in ("in_favour", "against", "abstain", "silent", "absent", "members"):
            assert numbers[key] == getattr(result, key)
        assert Outcome(numbers["outcome"]) is result.outcome
        assert numbers["present"] == present
    assert results == {}


def test_a_record_without_a_meeting_is_refused():
    with pytest.raises(DomainError, match="meeting-not-convened"):
        compose([], roster(), head=HEAD)


def test_nothing_after_the_close_is_in_the_minutes():
    late = events.ItemTaken("i3")
    written = events.MinutesWritten("papers/minutes.pdf", "0" * 64, 1)
    before = compose(minutely(session()), roster(), head=HEAD)
    assert compose(minutely([*session(), written, late]), roster(), head=HEAD) == before


PERSON = {"id": "m000", "name": "Ngô Bảo", "title": "Ủy viên", "short": "Bảo"}


def test_a_roster_gives_names_and_keeps_unknown_persons_visible():
    names = Roster.parse(json.dumps({"persons": [PERSON]}).encode())
    assert names.of("m000").title == "Ủy viên"
    assert names.of("m999").name == "m999"


def test_a_roster_is_read_as_nfc():
    decomposed = {**PERSON, "name": "Ngo\u0302 Ba\u0309o"}
    assert Roster.parse(json.dumps({"persons": [decomposed]}).encode()).of("m000").name == "Ngô Bảo"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"null",
        b"\xff",
        b'{"persons":null}',
        b'{"persons":["x"]}',
        json.dumps({"persons": [PERSON, PERSON]}).encode(),
        json.dumps({"persons": [{**PERSON, "age": "1"}]}).encode(),
        json.dumps({"persons": [{**PERSON, "name": 1}]}).encode(),
        b" " * (2**20 + 1),
    ],
)
def test_a_malformed_roster_is_refused(data):
    with pytest.raises(DomainError, match="roster-malformed"):
        Roster.parse(data)


# ── every kind and form of poll ─────────────────────────────────────────────────────────────────

KINDS = minutes_kinds.minutes()
POLLS = {poll.plan.poll: poll for item in KINDS.items for poll in item.polls}


def test_absences_and_substitutes_are_told_as_the_chair_noted_them() -> None:
    """The one who was noted absent without reason came after all."""
    there = KINDS.attendance
    assert [(one.name.id, one.absence) for one in there.absent] == [("p008", Absence.EXCUSED)]
    (substitute,) = there.substitutes
    assert (substitute.name.id, substitute.stands_for and substitute.stands_for.id) == (
        "p009",
        "p008",
    )
    assert [one.name.id for one in there.guests] == ["p010"]


def test_a_correction_tells_its_reason_and_what_was_before_but_no_name_of_an_unnamed_poll() -> None:
    (correction,) = POLLS["tron-goi"].corrections
    assert (correction.reason, correction.secretary.id) == ("bấm nhầm", "p002")
    assert (correction.answers, correction.changed) == ((), 1)
    assert (correction.before.in_favour, correction.before.against) == (5, 1)
    result = POLLS["tron-goi"].result
    assert result is not None
    assert (result.in_favour, result.against) == (6, 0)
    (named,) = POLLS["ghi-ten"].corrections
    assert [(name.id, answer) for name, answer in named.answers] == [("p003", ("for",))]


def test_who_typed_the_counts_is_told() -> None:
    assert [name.id for name in POLLS["bau-cu"].typed_by] == ["p002", "p003"]
    assert [name.id for name in POLLS["gio-tay"].typed_by] == ["p003"]
    assert POLLS["tin-nhiem"].typed_by == ()


def test_options_have_their_labels_and_persons_their_names() -> None:
    assert POLLS["gio-tay"].labels == ("Cao Lãnh", "Sa Đéc")
    assert POLLS["bau-cu"].labels == ("Hoàng Gia Bảo", "Tô Thị Mến", "Âu Duy Lân")
    assert [name.id for name in POLLS["bau-cu"].excluded] == ["p006"]


def test_a_repeated_poll_and_its_repetition_tell_of_each_other() -> None:
    question = "Thông qua kế hoạch"
    first, second, third = (p for p in POLLS.values() if p.plan.question == question)
    assert (second.again_of, third.again_of) == (first.opened_at, second.opened_at)
    assert (first.superseded_at, third.superseded_at) == (None, None)
    assert second.superseded_at is not None
    assert first.voided is not None
    assert [declined.reason for declined in first.declined] == ["một ghế mất điện"]


def test_what_a_package_carried_is_neither_taken_nor_left_over() -> None:
    assert POLLS["tron-goi"].package == ("4. Nội dung 4",)
    (passed,) = KINDS.passed
    assert (passed.item.item, passed.question) == ("item-4", "Thông qua trọn gói")
    assert KINDS.not_taken == ()


def test_the_chairs_deciding_vote_is_told() -> None:
    settings = replace(SETTINGS, tie=TieRule.CHAIR_ONLY_IN_TIE)
    settings = replace(settings, majority=replace(SETTINGS.majority, base=Base.CAST))
    play = in_poll(make_plan(3, settings=settings), 3)
    play.votes(p2=Choice.FOR, p3=Choice.AGAINST)
    play.does(
        commands.ClosePoll("poll-1-1"),
        commands.DecideTie("poll-1-1", Choice.FOR),
        commands.AnnouncePoll("poll-1-1"),
    )
    told = compose([(at, event) for event, at in play.events], roster(), head=HEAD)
    (poll,) = told.items[0].polls
    assert poll.deciding is Choice.FOR
    assert poll.result is not None
    assert (poll.result.in_favour, poll.result.outcome) == (2, Outcome.CARRIED)
