"""The desk of secretary and tellers: counts, voidings and corrections, played through a whole seat."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from device.effects import Say
from device.inputs import LinkChanged, Woke
from device.intents import (
    AnswerVoid,
    CancelCorrection,
    CountByName,
    SendCorrection,
    SendCount,
    SetCount,
    SetNamed,
    SetReason,
    StartCorrection,
)
from device.present.role import screen
from device.screens import Desk, Link
from protocol.entry import (
    CorrectionStatement,
    CountStatement,
    Entry,
    NamedAnswer,
    parse_correction,
    parse_count,
)
from protocol.messages import BallotsState, EntryState, Message, NamedState, Receipt, Refusal
from protocol.topics import Said
from tests.support.hub_voice import (
    HASH,
    MEETING,
    SESSION,
    HubVoice,
    ballots,
    counted,
    is_beat,
    make_terminal,
    poll,
    polls,
)
from tests.support.playbook import Playbook, says

HANDS = poll(kind="show-of-hands")
PAPER = poll(kind="paper")
PUBLISHED = ballots(p001="for", p002="against", p003="for")
COUNTED = counted(PUBLISHED)


def entry(person: str, *counts: int, shown: bool = True, invalid: int = 0) -> EntryState:
    return EntryState(person, shown, sum(counts) + invalid, counts, 0, invalid, ())


class Seat(Playbook):
    """The seat of the first person in an open session; heartbeats and testimonies are left out."""

    def __init__(self, *told: Message, role: str = "secretary") -> None:
        beside = lambda e: is_beat(e) or (isinstance(e, Say) and e.said is Said.WITNESS)  # noqa: E731
        super().__init__(make_terminal(), leaving_out=beside)
        self.hub = HubVoice()
        self.sees(LinkChanged(Link.ONLINE))
        roles: dict[str, Any] = {
            "secretary": {"secretary": "p001", "chair": "p003"},
            "teller": {"tellers": ("p001",), "chair": "p003"},
            "chair": {"chair": "p001"},
            "member": {"chair": "p003", "secretary": "p002"},
        }
        session = replace(SESSION, **roles[role])
        for message in (*(heard.envelope.message for heard in self.hub.convenes()), session, *told):
            self.hears(message)

    @property
    def desk(self) -> Desk:
        found = screen(self.core, self.now).desk  # type: ignore[arg-type, union-attr]
        assert isinstance(found, Desk)
        return found

    @property
    def last(self) -> Say:
        said = [each for each in self.heard if isinstance(each, Say)]
        return next(each for each in reversed(said) if not self.leaving_out(each))

    def hears(self, message: Message) -> None:
        self.sees(self.hub.says(message))

    def answers(self, code: str = "") -> None:
        of = self.last.message_id
        self.hears(Refusal(of, code) if code else Receipt(of, self.hub.seq + 1, HASH))

    def types(self, **values: int) -> None:
        for key, value in values.items():
            self.sees(SetCount(key, value))


def said_count(say: Say) -> CountStatement:
    return parse_count(say.message.statement)  # type: ignore[union-attr]


def said_correction(say: Say) -> CorrectionStatement:
    return parse_correction(say.message.statement)  # type: ignore[union-attr]


# ── counts ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["secretary", "teller", "chair"])
@pytest.mark.parametrize("open_poll", [HANDS, PAPER, replace(HANDS, stage="paused")])
def test_a_desk_to_count_at_opens_for_those_who_may(role: str, open_poll: Any) -> None:
    count = Seat(polls(open_poll), role=role).desk.count
    assert count is not None
    assert [row.key for row in count.rows] == ["for", "against", "abstain"]
    assert (count.present, count.needed) == (3, 1 if open_poll.kind == "show-of-hands" else 2)


def test_a_member_has_no_desk_and_a_pressed_poll_no_counts() -> None:
    play = Seat(polls(HANDS), role="member")
    assert screen(play.core, 0).desk is None  # type: ignore[arg-type, union-attr]
    play.sees(SendCount())
    play.expects()
    assert Seat(polls(poll())).desk.count is None


def test_counts_are_signed_sent_and_entered_once_they_are_answered() -> None:
    play = Seat(polls(HANDS))
    play.types(**{"for": 2, "against": 1})
    play.sees(SendCount())
    play.expects(says(Said.COUNT))
    statement = said_count(play.last)
    assert statement.entry == Entry(3, (2, 1, 0), 0, 0, ())
    assert (statement.meeting, statement.poll, statement.person, statement.device) == (
        MEETING,
        "poll-1",
        "p001",
        "seat-001",
    )
    assert statement.roll_sha256 == HANDS.roll_sha256
    count = play.desk.count
    assert count is not None
    assert (count.waiting, count.entered) == (True, False)
    play.answers()
    count = play.desk.count
    assert count is not None
    assert (count.waiting, count.entered) == (False, True)
    play.types(abstain=1)
    count = play.desk.count
    assert count is not None
    assert not count.entered


def test_counts_are_said_again_unchanged_until_they_are_answered() -> None:
    play = Seat(polls(HANDS))
    play.sees(SendCount())
    first = play.last
    play.expects(says(Said.COUNT))
    play.sees(Woke(), later=2_000)
    play.expects(says(Said.COUNT))
    assert play.last == first
    play.answers("bad-entry")
    assert play.desk.count is not None
    assert play.desk.count.refusal == "bad-entry"
    play.sees(Woke(), later=2_000)
    play.expects()


def test_what_is_corrected_while_the_first_is_unanswered_counts_as_not_entered() -> None:
    play = Seat(polls(HANDS))
    play.types(**{"for": 3})
    play.sees(SendCount())
    play.forgets()
    play.types(**{"for": 2})
    play.sees(SendCount())
    play.expects()
    play.answers()
    assert play.desk.count is not None
    assert not play.desk.count.entered
    play.sees(SendCount())
    assert said_count(play.last).entry.counts == (2, 0, 0)
    play.forgets()


def test_counts_that_do_not_fit_are_not_sent() -> None:
    play = Seat(polls(HANDS))
    play.types(**{"for": 4})
    play.sees(SendCount())
    play.expects()


def test_hands_by_name_are_sent_with_the_names() -> None:
    play = Seat(polls(HANDS))
    play.sees(CountByName(True))  # noqa: FBT003
    play.sees(SetNamed("p003", ("against",)))
    assert play.desk.count is not None
    assert [row.answer for row in play.desk.count.named] == [(), (), ("against",)]
    play.sees(SendCount())
    assert said_count(play.last).entry.named == (NamedAnswer("p003", ("against",)),)
    play.forgets()


def test_on_paper_a_difference_shows_only_when_both_have_typed() -> None:
    play = Seat(polls(PAPER))
    play.types(**{"for": 2, "against": 1})
    hidden = replace(PAPER, entries=(entry("p003", 0, 0, 0, shown=False),))
    play.hears(polls(hidden))
    count = play.desk.count
    assert count is not None
    assert count.others == 1
    assert not any(row.differs for row in count.rows)
    both = replace(PAPER, entries=(entry("p003", 3, 0, 0), entry("p001", 2, 1, 0)))
    play.hears(polls(both))
    count = play.desk.count
    assert count is not None
    assert [row.differs for row in count.rows] == [True, True, False]
    play.types(**{"for": 3, "against": 0})
    assert play.desk.count is not None
    assert not any(row.differs for row in play.desk.count.rows)


def test_numbers_stay_until_the_poll_is_over() -> None:
    play = Seat(polls(HANDS))
    play.types(**{"for": 2})
    for stage in ("paused", "open"):
        play.hears(polls(replace(HANDS, stage=stage)))
        assert play.desk.count is not None
        assert play.desk.count.rows[0].value == 2
    play.hears(polls(replace(HANDS, stage="closed")))
    assert play.desk.count is None
    play.hears(polls(HANDS))
    assert play.desk.count is not None
    assert play.desk.count.rows[0].value == 0


# ── voiding ─────────────────────────────────────────────────────────────────────────────────────


PROPOSED = replace(poll(), void_proposed="Máy số 5 hỏng")


def test_the_secretary_answers_the_chair_who_wants_a_poll_void() -> None:
    play = Seat(polls(PROPOSED))
    assert play.desk.void is not None
    assert play.desk.void.reason == "Máy số 5 hỏng"
    play.sees(AnswerVoid("poll-1", agrees=True))
    play.expects(says(Said.VOID_ANSWER, poll="poll-1", agrees=True))
    play.hears(polls(replace(poll(), stage="voided")))
    assert play.desk.void is None


@pytest.mark.parametrize(
    ("role", "told"), [("teller", PROPOSED), ("member", PROPOSED), ("secretary", poll())]
)
def test_nobody_else_answers_and_nothing_that_was_not_asked(role: str, told: Any) -> None:
    play = Seat(polls(told), role=role)
    play.sees(AnswerVoid("poll-1", agrees=True))
    play.expects()


# ── corrections ─────────────────────────────────────────────────────────────────────────────────


def correcting(**changes: Any) -> Seat:
    play = Seat(polls(replace(COUNTED, **changes)), PUBLISHED)
    play.sees(StartCorrection("poll-1"))
    return play


def test_a_correction_begins_with_the_answers_as_they_were_published() -> None:
    play = Seat(polls(COUNTED), PUBLISHED)
    assert play.desk.may_correct == "poll-1"
    play.sees(StartCorrection("poll-1"))
    found = play.desk.correction
    assert found is not None
    assert [row.answer for row in found.named] == [("for",), ("against",), ("for",)]
    assert (found.changed, found.complete) == ((), False)


def test_a_correction_needs_a_change_and_a_reason_and_is_signed() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ("for",)))
    play.sees(SendCorrection())
    play.expects()
    play.sees(SetReason("  Bấm nhầm nút  "))
    play.sees(SendCorrection())
    play.expects(says(Said.CORRECTION))
    statement = said_correction(play.last)
    assert statement.answers == (NamedAnswer("p002", ("for",)),)
    assert (statement.reason, statement.entry, statement.person) == ("Bấm nhầm nút", None, "p001")
    play.answers()
    assert play.desk.correction is None


def test_an_answer_put_back_as_published_is_no_change_and_an_empty_one_strikes_it_out() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ("for",)))
    play.sees(SetNamed("p002", ("against",)))
    play.sees(SetNamed("p003", ()))
    assert play.desk.correction is not None
    assert play.desk.correction.changed == ("p003",)


def test_a_refused_correction_stays_to_be_put_right() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ()))
    play.sees(SetReason("Bấm nhầm"))
    play.sees(SendCorrection())
    play.forgets()
    play.answers("statement-outdated")
    assert play.desk.correction is not None
    assert play.desk.correction.refusal == "statement-outdated"
    assert play.desk.correction.changed == ("p002",)


def test_a_reason_is_bounded_and_composed() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ()))
    play.sees(SetReason("e\u0302" * 1_500))
    play.sees(SendCorrection())
    assert said_correction(play.last).reason == "ê" * 1_000
    play.forgets()


def test_in_an_unnamed_poll_nobodys_answer_is_known_and_any_can_be_set() -> None:
    unnamed = BallotsState("poll-1", tuple(replace(b, person="") for b in PUBLISHED.ballots))
    play = Seat(polls(replace(counted(unnamed, kind="unnamed"))), unnamed)
    play.sees(StartCorrection("poll-1"))
    play.sees(SetNamed("p002", ()))
    assert play.desk.correction is not None
    assert {row.answer for row in play.desk.correction.named} == {()}
    assert play.desk.correction.changed == ("p002",)


def test_typed_counts_are_put_right_as_counts_and_hands_by_name_as_answers() -> None:
    typed = BallotsState("poll-1", (), entry("p002", 1, 1, 0, invalid=1))
    play = Seat(polls(counted(typed, kind="paper")), typed)
    play.sees(StartCorrection("poll-1"))
    play.types(**{"for": 2, "invalid": 0})
    play.sees(SetReason("Đếm lại"))
    assert play.desk.correction is not None
    assert play.desk.correction.counts is not None
    play.sees(SendCorrection())
    assert said_correction(play.last).entry == Entry(3, (2, 1, 0), 0, 0, ())
    play.forgets()

    named = (NamedState("p001", ("for",)), NamedState("p002", ("for",)))
    hands = replace(entry("p002", 2, 0, 0), named=named)
    by_name = BallotsState("poll-1", (), hands)
    play = Seat(polls(counted(by_name, kind="show-of-hands")), by_name)
    play.sees(StartCorrection("poll-1"))
    play.sees(SetNamed("p003", ("against",)))
    play.sees(SetReason("Sót một người"))
    play.sees(SendCorrection())
    statement = said_correction(play.last)
    assert (statement.entry, statement.answers) == (None, (NamedAnswer("p003", ("against",)),))
    play.forgets()


def test_a_half_written_correction_outlives_the_next_poll() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ("for",)))
    play.sees(SetReason("Bấm nhầm"))
    settled = replace(COUNTED, roll=(), present=())
    play.hears(polls(settled, poll(poll="poll-2", kind="paper")))
    play.hears(BallotsState("", ()))
    found = play.desk.correction
    assert found is not None
    assert (found.changed, found.reason, len(found.named)) == (("p002",), "Bấm nhầm", 3)
    play.sees(SendCorrection())
    assert said_correction(play.last).poll == "poll-1"
    play.forgets()


@pytest.mark.parametrize(
    "told",
    [
        polls(replace(COUNTED, stage="voided")),
        polls(replace(COUNTED, stage="superseded")),
        replace(SESSION, secretary="p001", phase="closed"),
    ],
)
def test_a_correction_ends_when_there_is_nothing_left_to_put_right(told: Message) -> None:
    play = correcting()
    play.hears(told)
    assert play.desk.correction is None


def test_a_cancelled_correction_is_gone() -> None:
    play = correcting()
    play.sees(SetNamed("p002", ("for",)))
    play.sees(CancelCorrection())
    assert play.desk.correction is None
    play.sees(StartCorrection("poll-1"))
    assert play.desk.correction is not None
    assert play.desk.correction.changed == ()


@pytest.mark.parametrize("role", ["teller", "chair", "member"])
def test_only_the_secretary_corrects(role: str) -> None:
    play = Seat(polls(COUNTED), PUBLISHED, role=role)
    play.sees(StartCorrection("poll-1"))
    play.sees(SetReason("x"))
    play.sees(SetNamed("p002", ()))
    play.sees(SendCorrection())
    play.expects()


def test_a_poll_that_is_still_open_is_not_corrected() -> None:
    play = Seat(polls(poll()), PUBLISHED)
    assert play.desk.may_correct == ""
    play.sees(StartCorrection("poll-1"))
    assert play.desk.correction is None
