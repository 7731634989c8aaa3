"""Polls of every kind, with all that can happen to one: the honest record is sound, each lie is named."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace

from hub.application.check_codes import check_codes
from hub.domain import events, meeting
from protocol import entry as entries
from protocol import shapes
from protocol.record import ChainHead
from protocol.verifier.report import PollReport, Report
from tests.audit.bundle_maker import (
    audit,
    chain,
    change,
    found,
    number_of,
    seal,
    signature_of,
)
from tests.audit.every_kind import beside, every_kind
from tests.audit.lies import Drafts, Lie, acted_by, altered, inserted, repeated, without


@cache
def report() -> Report:
    return audit(seal(every_kind(), beside()))


def poll(name: str) -> PollReport:
    return next(each for each in report().polls if each.plan.poll == name)


def test_an_honest_meeting_with_every_kind_of_poll_is_sound() -> None:
    assert found(report()) == []
    assert [caveat.code for caveat in report().caveats] == ["ca-on-trust"]


def test_the_check_codes_are_those_the_hub_shows() -> None:
    """The head after the last of close, deciding vote and correction; names kept back as published."""
    state, closings = meeting.Meeting(), dict[str, ChainHead]()
    counted = ("PollClosed", "TieDecided", "PollCorrected")
    for draft, (_, head) in zip(every_kind(), chain(every_kind()), strict=True):
        event = shapes.from_json(getattr(events, draft.type), draft.body)
        state = meeting.evolve(state, event, draft.at)
        if draft.type in counted:
            closings[draft.body["poll"]] = head
    ours = {each.plan.poll: " ".join(each.check_code) for each in report().polls}
    assert ours == check_codes(state, closings)


@pytest.mark.parametrize(
    ("name", "stage", "outcome"),
    [
        ("trich-bien-ban", "announced", "carried"),
        ("khong-ten", "voided", "carried"),
        ("khong-ten-lai-1", "announced", "carried"),
        ("chu-toa", "announced", "carried"),
        ("gio-tay", "announced", "carried"),
        ("gio-tay-ten", "announced", "not-carried"),
        ("giay", "announced", "carried"),
        ("bau", "superseded", "vote-again"),
        ("bau-lai-1", "announced", "carried"),
        ("tin-nhiem", "announced", "counted"),
        ("tron-goi", "announced", "carried"),
    ],
)
def test_each_poll_comes_to_its_stage_and_outcome(name: str, stage: str, outcome: str) -> None:
    counted = poll(name).recounted
    assert counted
    assert (poll(name).stage, counted.outcome, poll(name).agrees) == (stage, outcome, True)


def test_the_report_tells_who_typed_which_counts() -> None:
    paper = poll("giay")
    assert [(typed.person, typed.entry.cast) for typed in paper.typed] == [("chi", 5), ("binh", 5)]
    assert paper.counted_by == ("chi", "binh")
    assert paper.counted
    assert paper.counted.cast == 4


def test_the_report_tells_what_was_corrected_and_why() -> None:
    (made,) = poll("tin-nhiem").corrections
    assert (made.person, made.reason) == ("binh", "Hai ghế bấm nhầm")
    assert made.before
    assert made.after
    assert [option.votes for option in made.before.options] == [(0, 0, 5), (1, 0, 4)]
    assert [option.votes for option in made.after.options] == [(2, 0, 3), (3, 0, 2)]


def test_the_report_tells_of_both_proposals_to_void() -> None:
    assert [(one.reason, one.agreed) for one in poll("khong-ten").voidings] == [
        ("Một ghế mất điện", False),
        ("Hai ghế mất điện", True),
    ]


def test_the_report_tells_what_a_package_passed_and_what_the_chair_decided() -> None:
    assert poll("tron-goi").passed == ("item-3", "item-4")
    assert (poll("chu-toa").tie_choice, poll("chu-toa").roll[0]) == ("for", "binh")


def test_attendance_tells_of_moves_and_absences() -> None:
    there = report().attendance
    assert there
    assert [(moved.person, moved.seat) for moved in there.moves] == [
        ("em", "ghe-em"),
        ("dung", "ghe-trong"),
    ]
    assert [(away.person, away.absence) for away in there.away] == [("giang", "unexcused")]


# ── lies ────────────────────────────────────────────────────────────────────────────────────────


def inserted_copy(kind: str, of: str, after: str, poll_name: str) -> Lie:
    """The first ballot or count of one poll, recorded in another one as well."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        copied = drafts[number_of(drafts, kind, poll=of) - 1]
        number = number_of(drafts, after, poll=poll_name) + 1
        moved = replace(copied, body={**copied.body, "poll": poll_name})
        return (*drafts[:number], moved, *drafts[number:]), number + 1

    return lie


def resigned(kind: str, nth: int, who: str, seat: str, poll_name: str, **said: Any) -> Lie:
    """A count or correction that somebody else perfectly signed."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, nth, poll=poll_name)
        body = drafts[number - 1].body
        parse: Any = entries.parse_count if kind == "CountEntered" else entries.parse_correction
        statement = replace(parse(body["statement"]), person=who, device=seat, **said)
        text = entries.statement_text(statement)
        fields = {"person": who, "device": seat, "statement": text}
        shown = {name: shapes.to_json(value) for name, value in said.items() if name in body}
        signed = signature_of(seat, text)
        changed = change(drafts, number, **fields, **shown, signature=signed)
        other = replace(changed[number - 1], actor=seat)
        return (*changed[: number - 1], other, *changed[number:]), number

    return lie


def result_of(kind: str, name: str, **fields: Any) -> Lie:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, poll=name)
        result = {**drafts[number - 1].body["result"], **fields}
        return change(drafts, number, result=result), number

    return lie


def drafted(name: str, **fields: Any) -> Lie:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        numbers = [n for n, one in enumerate(drafts, 1) if one.type == "PollDrafted"]
        number = next(n for n in numbers if drafts[n - 1].body["plan"]["poll"] == name)
        plan = {**drafts[number - 1].body["plan"], **fields}
        return change(drafts, number, plan=plan), number

    return lie


def one_typist(drafts: Drafts) -> tuple[Drafts, int]:
    """The second entry of a paper poll taken out: one person's word is not enough."""
    number = number_of(drafts, "CountEntered", 1, poll="chon")
    closed = number_of(drafts, "PollClosed", poll="chon")
    return (*drafts[: number - 1], *drafts[number:]), closed - 1


def differing_typists(drafts: Drafts) -> tuple[Drafts, int]:
    """The entry that made two agree taken out."""
    number = number_of(drafts, "CountEntered", 2, poll="giay")
    closed = number_of(drafts, "PollClosed", poll="giay")
    return (*drafts[: number - 1], *drafts[number:]), closed - 1


ENTRY = {"cast": 5, "counts": [4, 1, 0], "blank": 0, "invalid": 0, "named": []}
OTHER = entries.Entry(5, (4, 1, 0), 0, 0, ())
TOO_MANY = entries.Entry(6, (6, 0, 0), 0, 0, ())
UNREADY = {"poll": "trich-bien-ban"}

LIES: dict[str, tuple[Lie, str]] = {
    # pressed polls
    "draft opened before it was ready": (without("PollReadied", blamed=1), "poll-out-of-order"),
    "not announced at once": (
        without("PollAnnounced", blamed=-1, **UNREADY),
        "follow-up-missing",
    ),
    "ballot with an answer there is not": (
        altered("BallotCast", 0, {"poll": "bau"}, answer=["an"]),
        "statement-differs",
    ),
    "count in a pressed poll": (
        inserted_copy("CountEntered", "gio-tay", "PollOpened", "bau"),
        "poll-of-another-kind",
    ),
    "ballot in a show of hands": (
        inserted_copy("BallotCast", "chu-toa", "PollOpened", "gio-tay"),
        "poll-of-another-kind",
    ),
    "excluded member on the roll": (
        altered("PollOpened", 0, {"poll": "gio-tay-ten"}, roll=["an", "binh"]),
        "poll-differs",
    ),
    "clock for a show of hands": (
        altered("PollOpened", 0, {"poll": "gio-tay"}, closes_at=1_900_000_000_000),
        "poll-differs",
    ),
    # typed counts
    "counts changed": (altered("CountEntered", 1, entry=ENTRY), "statement-differs"),
    "counts signed by the typist's neighbour": (
        altered("CountEntered", signature="00" * 64),
        "bad-statement-signature",
    ),
    "counts typed by somebody who may not": (
        resigned("CountEntered", 0, "dung", "seat-dung", "gio-tay"),
        "typed-by-another",
    ),
    "counts typed where the typist is not": (
        resigned("CountEntered", 0, "chi", "seat-dung", "gio-tay"),
        "typed-elsewhere",
    ),
    "counts of more persons than present": (
        resigned("CountEntered", 1, "chi", "seat-chi", "gio-tay", entry=TOO_MANY),
        "bad-entry",
    ),
    "counts twice with one signature": (repeated("CountEntered"), "ballot-reused"),
    "counts by another actor": (acted_by("CountEntered", "seat-dung"), "wrong-actor"),
    "paper typed by one person only": (one_typist, "count-missing"),
    "paper closed while two differ": (differing_typists, "counts-differ"),
    "result of paper": (result_of("PollClosed", "giay", against=2), "result-differs"),
    "standing of an option": (result_of("PollClosed", "bau", outcome="carried"), "result-differs"),
    # ties
    "deciding vote turned round": (altered("TieDecided", choice="against"), "result-differs"),
    "deciding vote of nobody": (altered("TieDecided", choice="abstain"), "no-tie"),
    "tie never decided": (without("TieDecided"), "tie-undecided"),
    "deciding vote without a tie": (
        inserted(
            "PollClosed",
            "TieDecided",
            {"poll": "gio-tay"},
            poll="gio-tay",
            choice="for",
            result={
                **dict.fromkeys(("in_favour", "against", "abstain", "silent", "absent"), 0),
                **dict.fromkeys(("members", "base_count", "needed", "cast", "blank"), 0),
                "invalid": 0,
                "excluded": 0,
                "options": [],
                "outcome": "carried",
            },
        ),
        "no-tie",
    ),
    # corrections
    "correction by a teller": (
        resigned("PollCorrected", 0, "chi", "seat-chi", "giay"),
        "typed-by-another",
    ),
    "correction from another terminal": (
        resigned("PollCorrected", 0, "binh", "seat-chi", "giay"),
        "typed-elsewhere",
    ),
    "correction without a reason": (
        resigned("PollCorrected", 0, "binh", "seat-binh", "giay", reason=" "),
        "correction-without-reason",
    ),
    "correction with another reason": (
        altered("PollCorrected", reason="Không rõ"),
        "statement-differs",
    ),
    "correction of paper by name": (
        resigned(
            "PollCorrected",
            0,
            "binh",
            "seat-binh",
            "giay",
            answers=(entries.NamedAnswer("an", ("for",)),),
        ),
        "bad-correction",
    ),
    "correction for an absent member": (
        resigned(
            "PollCorrected",
            0,
            "binh",
            "seat-binh",
            "tin-nhiem",
            answers=(entries.NamedAnswer("giang", ("high", "high")),),
        ),
        "correction-of-someone-absent",
    ),
    "correction twice with one signature": (
        repeated("PollCorrected", poll="giay"),
        "ballot-reused",
    ),
    "result of a correction": (result_of("PollCorrected", "giay", cast=5), "result-differs"),
    # voiding
    "voided without a proposal": (without("VoidProposed", 1), "void-without-consent"),
    "voided for another reason": (altered("PollVoided", reason="Khác"), "void-without-consent"),
    "voided from the console": (acted_by("PollVoided", "hub"), "void-without-consent"),
    "voided by another person": (altered("PollVoided", secretary="chi"), "void-without-consent"),
    "declined by another person": (
        altered("VoidDeclined", secretary="chi"),
        "void-without-consent",
    ),
    "proposed without a reason": (altered("VoidProposed", reason=" "), "void-without-consent"),
    "proposed twice": (repeated("VoidProposed"), "void-without-consent"),
    "package voided": (
        inserted(
            "ItemMoved",
            "VoidProposed",
            {"item": "item-2", "stage": "concluding"},
            poll="tron-goi",
            reason="Nhầm",
        ),
        "package-settled",
    ),
    # re-votes and packages
    "re-vote of another question": (
        drafted("khong-ten-lai-1", question="Khác?"),
        "revote-unfounded",
    ),
    "re-vote by an easier rule": (drafted("khong-ten-lai-1", excluded=["em"]), "revote-unfounded"),
    "second round with one more place": (drafted("bau-lai-1", places=2), "revote-unfounded"),
    "re-vote of nothing": (drafted("bau-lai-1", replaces="bau-9"), "revote-unfounded"),
    "asked on another item": (drafted("item-1-hoi-1", item="item-2"), "poll-of-another-item"),
    "asked in secret": (drafted("item-1-hoi-1", kind="secret"), "secret-poll"),
    "asked under a name in use": (drafted("item-1-hoi-1", poll="bau"), "plan-repeats"),
    "earlier poll not superseded": (without("PollSuperseded", blamed=-1), "follow-up-missing"),
    "superseded by another": (
        altered("PollSuperseded", blamed=-1, by="chon"),
        "follow-up-missing",
    ),
    "item of a package not passed": (without("ItemPassed", blamed=-1), "follow-up-missing"),
    "item passed by nothing": (
        inserted("SessionOpened", "ItemPassed", item="item-3", poll="tron-goi"),
        "follow-up-unfounded",
    ),
    "item passed and taken": (
        inserted("ItemConcluded", "ItemTaken", {"item": "item-2"}, item="item-3"),
        "item-out-of-order",
    ),
    # attendance
    "signed in by another way": (
        altered("PersonSignedIn", method="assignment"),
        "sign-in-by-another-way",
    ),
    "signed in while locked": (without("PinUnlocked", blamed=1), "sign-in-of-someone-locked"),
    "wrong PINs counted wrong": (altered("PinFailed", 1, failures=1), "pin-failure-unfounded"),
    "wrong PIN more": (repeated("PinFailed", failures=3), "pin-failure-unfounded"),
    "unlocked without a lock": (repeated("PinUnlocked"), "unlocked-without-lock"),
    "assigned to a seat of somebody else": (
        altered("PersonAssigned", seat="ghe-an"),
        "seat-not-free",
    ),
    "never assigned": (without("PersonAssigned", blamed=2), "sign-in-at-another-seat"),
    "moved from where they were not": (
        altered("PersonMoved", from_seat="ghe-an"),
        "moved-without-being-there",
    ),
    "moved onto somebody": (
        altered("PersonMoved", seat="ghe-an", device="seat-an"),
        "seat-not-free",
    ),
    "moved to another device": (altered("PersonMoved", device="seat-dung"), "seat-not-free"),
    "vote from the seat left behind": (
        without("PersonMoved", 1, blamed=0),
        "ballot-from-another-seat",
    ),
    "absent while there": (
        altered("AbsenceAccepted", person="chi"),
        "absence-of-someone-there",
    ),
    "unknown person": (altered("AbsenceAccepted", person="ai"), "unknown-person"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_found_named_and_nothing_before_it_blamed(lie: str) -> None:
    tell, code = LIES[lie]
    drafts, number = tell(every_kind())
    errors = found(audit(seal(drafts, beside())))
    assert (code, number) in errors
    assert errors[0][1] == number
