"""Breaks, handovers, the agenda and speaking: what the report tells, and each lie by its name."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from protocol import bundle, canonical
from protocol.verifier.report import Report, SessionReport
from tests.audit.bundle_maker import audit, found, seal
from tests.audit.every_kind import beside, every_kind
from tests.audit.lies import Lie, acted_by, altered, inserted, repeated, without

BEGUN = {"kind": "debate"}
SECOND = {"person": "dung", "kind": "answer"}
CHI = {"person": "chi"}
INSERTED = {
    "item": "them-1",
    "number": 8,
    "title": "Việc phát sinh",
    "presenter": "Văn phòng",
    "planned_minutes": 5,
    "draft": "",
    "speaker": "",
    "expected_papers": 0,
    "opinions": None,
    "registered": [],
}
TASK = {"task": "Hoàn thiện", "lead": "Phòng Kinh tế", "support": [], "due": "2026-07-31"}


@cache
def report() -> Report:
    return audit(seal(every_kind(), beside()))


def session() -> SessionReport:
    told = report().session
    assert told
    return told


# ── what is told ────────────────────────────────────────────────────────────────────────────────


def test_breaks_and_handovers_are_told() -> None:
    (pause,) = session().breaks
    assert pause.until
    assert pause.until - pause.since == 602_000
    assert [(one.from_person, one.person) for one in session().handovers] == [
        ("an", "chi"),
        ("chi", "an"),
    ]


def test_speeches_are_told_with_their_net_times() -> None:
    told = [
        (one.person, one.kind, one.spent_ms, one.allotted_ms)
        for one in session().speeches
        if one.item == "item-5"
    ]
    assert told == [
        ("em", "presentation", 3_000, 660_000),
        ("chi", "debate", 19_000, 20_000),
        ("dung", "contribution", 33_000, 1_000),
        ("an", "order", 1_000, 60_000),
        ("dung", "answer", 1_000, 0),
        ("chi", "contribution", 5_000, None),
        ("em", "contribution", 1_000, 420_000),
    ]


def test_items_are_told_in_their_last_order_with_what_became_of_them() -> None:
    told = [(one.plan.item, one.stage) for one in session().items]
    assert told[4:] == [
        ("item-5", "concluded"),
        ("them-1", "concluded"),
        ("item-7", "withdrawn"),
        ("item-6", "passed"),
    ]


# ── lies ────────────────────────────────────────────────────────────────────────────────────────


def inserted_with(**changed: Any) -> Lie:
    return altered("ItemInserted", plan={**INSERTED, **changed})


def tasked(kind: str, **changed: Any) -> Lie:
    return altered(kind, -1, tasks=[{**TASK, **changed}])


LIES: dict[str, tuple[Lie, str]] = {
    # breaks and the chair
    "a break until yesterday": (altered("SessionSuspended", returns_at=1), "bad-break"),
    "a break until next week": (
        altered("SessionSuspended", returns_at=1_790_000_000_000),
        "bad-break",
    ),
    "a break in an open poll": (
        inserted("BallotCast", "SessionSuspended", returns_at=None),
        "bad-break",
    ),
    "resumed without a break": (inserted("SessionOpened", "SessionResumed"), "out-of-order"),
    "decided in a break": (
        inserted("SessionSuspended", "ItemPaused", item="item-5"),
        "out-of-order",
    ),
    "handed over by another": (
        altered("ChairHandedOver", from_person="binh"),
        "handover-unfounded",
    ),
    "handed to somebody who is no deputy": (
        altered("ChairHandedOver", person="dung"),
        "handover-unfounded",
    ),
    "handed over from elsewhere": (acted_by("ChairHandedOver", "seat-an"), "handover-unfounded"),
    # the agenda
    "voting without a poll": (
        inserted("ItemTaken", "ItemMoved", item="item-1", stage="voting"),
        "item-out-of-order",
    ),
    "concluding without a result": (
        inserted("ItemTaken", "ItemMoved", item="item-1", stage="concluding"),
        "item-out-of-order",
    ),
    "a poll that did not move its item": (
        without("ItemMoved", 0, blamed=-1, stage="voting"),
        "follow-up-missing",
    ),
    "paused twice": (repeated("ItemPaused"), "item-out-of-order"),
    "taken while another one is active": (
        inserted("ItemTaken", "ItemTaken", {"item": "them-1"}, item="item-5"),
        "item-out-of-order",
    ),
    "concluded twice": (repeated("ItemConcluded", item="them-1"), "item-out-of-order"),
    "postponed after its conclusion": (
        inserted("ItemConcluded", "ItemPostponed", {"item": "them-1"}, item="them-1", reason=""),
        "item-out-of-order",
    ),
    "a package's item withdrawn in mid-vote": (
        inserted("PollClosed", "ItemWithdrawn", {"poll": "tron-goi"}, item="item-3", reason=""),
        "item-out-of-order",
    ),
    "restored after a poll passed it": (
        inserted("ItemConcluded", "ItemRestored", {"item": "item-2"}, item="item-3"),
        "item-out-of-order",
    ),
    "an unknown item": (altered("ItemPaused", item="item-99"), "item-out-of-order"),
    "added under a number in use": (inserted_with(number=5), "bad-item"),
    "added under a name in use": (inserted_with(item="item-6"), "bad-item"),
    "added without a title": (inserted_with(title=" "), "bad-item"),
    "added with a conclusion": (inserted_with(draft="Đồng ý."), "bad-item"),
    "added before what has begun": (altered("ItemInserted", position=0), "bad-item"),
    "added nowhere": (altered("ItemInserted", position=99), "bad-item"),
    "an order without an item": (altered("AgendaReordered", order=["item-1"]), "bad-order"),
    "an order with an item twice": (
        altered("AgendaReordered", order=[f"item-{n}" for n in (1, 2, 3, 4, 5, 6, 6)]),
        "bad-order",
    ),
    "an order of what has begun": (
        altered("AgendaReordered", order=[f"item-{n}" for n in (2, 1, 3, 4, 5, 6, 7)]),
        "bad-order",
    ),
    "a task on a day that is none": (tasked("ItemConcluded", due="2026-02-30"), "bad-task"),
    "a task for nobody": (tasked("ItemConcluded", lead=""), "bad-task"),
    "a draft's task that is none": (tasked("ConclusionDrafted", task=" "), "bad-task"),
    # requests
    "asked for somebody else": (
        acted_by("SpeechRequested", "seat-binh", person="an"),
        "speech-request-unfounded",
    ),
    "asked where one does not sit": (
        altered("SpeechRequested", device="seat-binh"),
        "speech-request-unfounded",
    ),
    "asked about another item": (
        altered("SpeechRequested", item="item-1"),
        "speech-request-unfounded",
    ),
    "asked to present": (
        altered("SpeechRequested", kind="presentation"),
        "speech-request-unfounded",
    ),
    "asked twice": (repeated("SpeechRequested", person="dung"), "speech-request-unfounded"),
    "withdrawn twice": (repeated("SpeechWithdrawn"), "speech-request-unfounded"),
    "withdrawn by another terminal": (
        acted_by("SpeechWithdrawn", "seat-an"),
        "speech-request-unfounded",
    ),
    "withdrawn by nobody": (altered("SpeechWithdrawn", by="hub"), "speech-request-unfounded"),
    # speeches
    "a speech of somebody absent": (
        altered("SpeechBegun", 0, BEGUN, person="giang"),
        "speech-of-someone-absent",
    ),
    "a wrong turn": (altered("SpeechBegun", 0, SECOND, turn=1), "speech-differs"),
    "more time than the norm": (
        altered("SpeechBegun", 0, BEGUN, allotted_ms=600_000),
        "speech-differs",
    ),
    "more time than the group has": (
        altered("SpeechBegun", 0, SECOND, allotted_ms=180_000),
        "speech-differs",
    ),
    "whoever presides is timed": (
        altered("SpeechBegun", 1, CHI, allotted_ms=1_000),
        "speech-differs",
    ),
    "a presentation in the debate": (
        altered("SpeechBegun", 0, BEGUN, kind="presentation"),
        "speech-out-of-order",
    ),
    "a speech about another item": (
        altered("SpeechBegun", 0, BEGUN, item="item-6"),
        "speech-out-of-order",
    ),
    "two speeches at once": (repeated("SpeechBegun", **BEGUN), "speech-out-of-order"),
    "a shorter speech": (altered("SpeechEnded", 0, CHI, spent_ms=1_000), "speech-differs"),
    "a speech that was another's": (
        altered("SpeechEnded", 0, CHI, person="dung"),
        "speech-out-of-order",
    ),
    "a speech of another kind": (
        altered("SpeechEnded", 0, CHI, kind="question"),
        "speech-out-of-order",
    ),
    "a speech ended by whoever": (
        altered("SpeechEnded", 0, CHI, reason="wall"),
        "speech-out-of-order",
    ),
    "paused twice over": (repeated("SpeechPaused", reason="chair"), "speech-out-of-order"),
    "paused for a break that did not come": (
        altered("SpeechPaused", 0, reason="break"),
        "follow-up-missing",
    ),
    "a break that let the clock run": (
        without("SpeechPaused", reason="break"),
        "speech-not-ended",
    ),
    "a speech forgotten after a break": (
        without("SpeechResumed", 1, blamed=-1),
        "follow-up-missing",
    ),
    "extended by more": (altered("SpeechExtended", allotted_ms=900_000), "speech-differs"),
    "a poll opened over a speech": (
        without("SpeechEnded", 0, blamed=0, reason="poll"),
        "speech-not-ended",
    ),
    "a discussion begun over the presentation": (
        without("SpeechEnded", 0, person="em"),
        "speech-not-ended",
    ),
    "an item paused over a speech": (
        inserted("SpeechResumed", "ItemPaused", item="item-5"),
        "speech-not-ended",
    ),
    "a speaker who left and goes on": (
        without("SpeechEnded", 1, person="em"),
        "speech-not-ended",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_found_named_and_nothing_before_it_blamed(lie: str) -> None:
    tell, code = LIES[lie]
    drafts, number = tell(every_kind())
    errors = found(audit(seal(drafts, beside())))
    assert (code, number) in errors
    assert errors[0][1] == number


# ── the time report ─────────────────────────────────────────────────────────────────────────────


def numbers() -> dict[str, Any]:
    told = canonical.load(beside()[bundle.TIME_REPORT_NUMBERS])
    assert isinstance(told, dict)
    return told


def audited(told: bytes | None) -> list[tuple[str, int | str]]:
    return found(audit(seal(every_kind(), beside(), time_numbers=told)))


def test_the_parts_of_the_time_report_make_the_whole() -> None:
    told = numbers()
    assert sum(told["parts"].values()) == told["total_ms"] == told["closed_at"] - told["opened_at"]
    assert all(told["parts"].values())


@pytest.mark.parametrize("field", sorted(set(numbers()) - {"head"}))
def test_every_number_of_the_time_report_is_worked_out_again(field: str) -> None:
    told = numbers()
    other: dict[type, Any] = {int: 1, str: "x", list: []}
    told[field] = other.get(
        type(told[field]), {**(told["goal"] if field == "goal" else told["parts"])}
    )
    if isinstance(told[field], dict):
        key = sorted(told[field])[0]
        told[field][key] += 1
    assert ("time-report-differs", bundle.TIME_REPORT_NUMBERS) in audited(canonical.dump(told))


def test_a_time_report_rests_on_a_record_after_the_close() -> None:
    told = numbers()
    told["head"]["hash"] = "0" * 64
    expected = ("time-report-of-another-record", bundle.TIME_REPORT_NUMBERS)
    assert expected in audited(canonical.dump(told))


def test_a_time_report_that_cannot_be_read_is_named() -> None:
    for told in (b"{}", None):
        assert ("time-report-unreadable", bundle.TIME_REPORT_NUMBERS) in audited(told)


def test_a_bundle_without_a_time_report_is_sound() -> None:
    assert found(audit(seal(every_kind(), beside(), time_report=None, time_numbers=None))) == []
