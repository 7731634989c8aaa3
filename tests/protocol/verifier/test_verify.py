"""A bundle of an honest hub is sound; every lie of a hub that holds all the room's keys is named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from protocol import ballot
from protocol.recount import roll_hash
from protocol.verifier.report import Report
from tests.audit.bundle_maker import (
    MEMBERS,
    Draft,
    audit,
    change,
    found,
    honest,
    number_of,
    room_keys,
    seal,
)

Drafts = tuple[Draft, ...]


@pytest.fixture(scope="module")
def report() -> Report:
    return audit(seal())


def test_an_honest_bundle_is_sound(report: Report) -> None:
    assert report.sound
    assert [caveat.code for caveat in report.caveats] == ["ca-on-trust"]


def test_the_report_tells_who_could_vote_and_who_did(report: Report) -> None:
    first = report.polls[0]
    assert first.roll == MEMBERS
    assert first.present == ("an", "binh", "chi", "dung", "em")
    assert {vote.person: vote.answer for vote in first.votes} == {
        "an": ("for",),
        "binh": ("for",),
        "chi": ("for",),
        "dung": ("for",),
    }
    assert first.silent == ("em",)
    assert first.agrees
    assert len(first.check_code) == 4


def test_a_voided_poll_keeps_its_ballots(report: Report) -> None:
    last = report.polls[2]
    assert (last.stage, last.void_reason) == ("voided", "Nhầm câu hỏi")
    assert [vote.person for vote in last.votes] == ["em"]


def test_quorum_is_counted_again_at_every_crossing(report: Report) -> None:
    assert report.attendance
    crossings = [(crossing.met, crossing.present) for crossing in report.attendance.crossings]
    assert crossings == [(True, 4), (False, 3)]
    assert report.attendance.needed == 4


def test_names_come_from_the_roster_beside_the_record(report: Report) -> None:
    assert report.names["an"] == "Ông An"


# ── lies in the record, chained and signed again ────────────────────────────────────────────────


def ballot_of(drafts: Drafts, person: str, nth: int = 0) -> int:
    return number_of(drafts, "BallotCast", nth, person=person)


def forged_signature(drafts: Drafts) -> tuple[Drafts, int]:
    number = ballot_of(drafts, "chi")
    statement = drafts[number - 1].body["statement"]
    forged = Ed25519PrivateKey.generate().sign(statement.encode()).hex()
    return change(drafts, number, signature=forged), number


def changed_choice(drafts: Drafts) -> tuple[Drafts, int]:
    number = ballot_of(drafts, "chi")
    return change(drafts, number, answer=["against"]), number


def forged_statement(drafts: Drafts) -> tuple[Drafts, int]:
    """Choice changed in body and statement: only the signature stands against it."""
    number = ballot_of(drafts, "chi")
    text = drafts[number - 1].body["statement"].replace('"answer":["for"]', '"answer":["against"]')
    return change(drafts, number, answer=["against"], statement=text), number


def resigned_by(device: str) -> Callable[[Drafts], tuple[Drafts, int]]:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = ballot_of(drafts, "chi")
        statement = drafts[number - 1].body["statement"]
        signature = room_keys().keys[device].sign(statement.encode()).hex()
        return change(drafts, number, signature=signature), number

    return lie


def ballot_for(person: str) -> Callable[[Drafts], tuple[Drafts, int]]:
    """A perfectly signed ballot of `person`, who cannot have cast one."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = ballot_of(drafts, "chi")
        body = drafts[number - 1].body
        mine = {"person": person, "seat": f"ghe-{person}", "device": f"seat-{person}"}
        said = replace(ballot.parse_statement(body["statement"]), **mine)
        text = ballot.statement_text(said)
        signature = room_keys().keys[mine["device"]].sign(text.encode()).hex()
        changed = change(drafts, number, **mine, statement=text, signature=signature)
        return acted(changed, number, mine["device"]), number

    return lie


def acted(drafts: Drafts, number: int, actor: str) -> Drafts:
    return (*drafts[: number - 1], replace(drafts[number - 1], actor=actor), *drafts[number:])


def repeated_ballot(drafts: Drafts) -> tuple[Drafts, int]:
    number = ballot_of(drafts, "chi")
    return (*drafts[:number], drafts[number - 1], *drafts[number:]), number + 1


def second_ballot(drafts: Drafts) -> tuple[Drafts, int]:
    """Poll 2 counts the first press only."""
    number = number_of(drafts, "BallotCast", person="chi", poll="poll-2")
    body = drafts[number - 1].body
    identity = "11111111-1111-4111-8111-111111111111"
    said = replace(ballot.parse_statement(body["statement"]), ballot=identity, answer=("for",))
    text = ballot.statement_text(said)
    signature = room_keys().keys["seat-chi"].sign(text.encode()).hex()
    again = change(
        drafts, number, ballot=identity, answer=["for"], statement=text, signature=signature
    )[number - 1]
    return (*drafts[:number], again, *drafts[number:]), number + 1


def late_ballot(drafts: Drafts) -> tuple[Drafts, int]:
    """The clock of poll 2 ran out before the ballot that is recorded just ahead of the close."""
    number = number_of(drafts, "BallotCast", person="chi", poll="poll-2")
    closing = number_of(drafts, "PollClosed", poll="poll-2")
    late = replace(drafts[number - 1], at=drafts[closing - 1].at)
    moved = (*drafts[: number - 1], *drafts[number : closing - 1], late, *drafts[closing - 1 :])
    return moved, closing - 1


def ballot_while_paused(drafts: Drafts) -> tuple[Drafts, int]:
    paused = number_of(drafts, "PollPaused")
    return (
        *drafts[: paused - 2],
        drafts[paused - 1],
        drafts[paused - 2],
        *drafts[paused:],
    ), paused


def ballot_before_opening(drafts: Drafts) -> tuple[Drafts, int]:
    opened = number_of(drafts, "PollOpened")
    moved = drafts[opened + 1]
    assert moved.type == "BallotCast"
    rest = (*drafts[: opened + 1], *drafts[opened + 2 :])
    return (*rest[: opened - 1], moved, *rest[opened - 1 :]), opened


def ballot_on_another_record(drafts: Drafts) -> tuple[Drafts, int]:
    number = ballot_of(drafts, "chi")
    body = drafts[number - 1].body
    said = replace(ballot.parse_statement(body["statement"]), head_hash="ab" * 32)
    text = ballot.statement_text(said)
    signature = room_keys().keys["seat-chi"].sign(text.encode()).hex()
    return change(drafts, number, statement=text, signature=signature), number


def wrong_result(drafts: Drafts) -> tuple[Drafts, int]:
    number = number_of(drafts, "PollClosed", poll="poll-2")
    result = {**drafts[number - 1].body["result"], "outcome": "carried"}
    return change(drafts, number, result=result), number


def quorum_with(**numbers: int) -> Callable[[Drafts], tuple[Drafts, int]]:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, "QuorumMet")
        return change(drafts, number, **numbers), number

    return lie


def quorum_unrecorded(drafts: Drafts) -> tuple[Drafts, int]:
    lost = number_of(drafts, "QuorumLost")
    return (*drafts[: lost - 1], *drafts[lost:]), lost - 1


def quorum_too_early(drafts: Drafts) -> tuple[Drafts, int]:
    met = number_of(drafts, "QuorumMet")
    return (*drafts[: met - 2], drafts[met - 1], drafts[met - 2], *drafts[met:]), met - 1


def altered(kind: str, nth: int = 0, **body: Any) -> Callable[[Drafts], tuple[Drafts, int]]:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, nth)
        return change(drafts, number, **body), number

    return lie


def without(kind: str, nth: int = 0) -> Callable[[Drafts], tuple[Drafts, int]]:
    """A record taken out: named is the one now standing in its place."""

    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind, nth)
        return (*drafts[: number - 1], *drafts[number:]), number

    return lie


def twice(kind: str) -> Callable[[Drafts], tuple[Drafts, int]]:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind)
        return (*drafts[:number], drafts[number - 1], *drafts[number:]), number + 1

    return lie


def acted_by(kind: str, actor: str) -> Callable[[Drafts], tuple[Drafts, int]]:
    def lie(drafts: Drafts) -> tuple[Drafts, int]:
        number = number_of(drafts, kind)
        return acted(drafts, number, actor), number

    return lie


LIES: dict[str, tuple[Callable[[Drafts], tuple[Drafts, int]], str]] = {
    "forged signature": (forged_signature, "bad-statement-signature"),
    "signed by another seat": (resigned_by("seat-dung"), "bad-statement-signature"),
    "signed by the hub": (resigned_by("hub"), "bad-statement-signature"),
    "changed choice": (changed_choice, "statement-differs"),
    "changed statement": (forged_statement, "bad-statement-signature"),
    "ballot by an absent member": (ballot_for("giang"), "ballot-of-someone-absent"),
    "ballot by a guest": (ballot_for("khach"), "ballot-of-someone-not-entitled"),
    "ballot from another seat": (
        altered("BallotCast", device="seat-dung"),
        "ballot-from-another-seat",
    ),
    "ballot by another actor": (acted_by("BallotCast", "seat-dung"), "wrong-actor"),
    "ballot twice": (repeated_ballot, "ballot-reused"),
    "second ballot where the first counts": (second_ballot, "second-ballot"),
    "ballot after the clock": (late_ballot, "ballot-too-late"),
    "ballot while paused": (ballot_while_paused, "poll-out-of-order"),
    "ballot before the opening": (ballot_before_opening, "poll-out-of-order"),
    "ballot on another record": (ballot_on_another_record, "statement-of-another-record"),
    "no statement": (altered("BallotCast", statement="{}"), "unexpected-shape"),
    "signature no hex": (altered("BallotCast", signature="zz"), "bad-statement-signature"),
    "wrong result": (wrong_result, "result-differs"),
    "quorum with a wrong count": (quorum_with(present=5), "quorum-wrong"),
    "quorum with a wrong number needed": (quorum_with(needed=3), "quorum-wrong"),
    "quorum not recorded": (quorum_unrecorded, "quorum-not-recorded"),
    "quorum too early": (quorum_too_early, "quorum-unfounded"),
    "quorum twice": (twice("QuorumMet"), "quorum-unfounded"),
    "opening with wrong numbers": (altered("SessionOpened", present=6), "opening-differs"),
    "roll shortened": (altered("PollOpened", roll=list(MEMBERS[:5])), "poll-differs"),
    "roll hash changed": (altered("PollOpened", roll_sha256=roll_hash(["an"])), "poll-differs"),
    "absent member listed as present": (
        altered("PollOpened", present=list(MEMBERS)),
        "poll-differs",
    ),
    "fewer members": (altered("PollOpened", members=5), "poll-differs"),
    "clock changed": (altered("PollOpened", 1, closes_at=1), "poll-differs"),
    "quorum denied": (altered("PollOpened", quorum_met=False), "poll-differs"),
    "pause with time it has not": (altered("PollPaused", remaining_ms=5), "poll-differs"),
    "resumed with a clock": (altered("PollResumed", closes_at=5), "poll-differs"),
    "extension backwards": (altered("PollExtended", closes_at=5), "poll-differs"),
    "time out before time": (altered("PollClosed", reason="time"), "closed-before-time"),
    "closed twice": (twice("PollClosed"), "poll-out-of-order"),
    "announced without a close": (without("PollClosed", 1), "poll-out-of-order"),
    "voided without the secretary": (
        altered("PollVoided", secretary="an"),
        "void-without-consent",
    ),
    "voided without a reason": (altered("PollVoided", reason=" "), "void-without-consent"),
    "unknown poll": (altered("PollOpened", poll="poll-9"), "unknown-poll"),
    "sign-in at another seat": (
        altered("PersonSignedIn", seat="ghe-binh"),
        "sign-in-at-another-seat",
    ),
    "sign-in by another device": (
        altered("PersonSignedIn", device="seat-binh"),
        "sign-in-at-another-seat",
    ),
    "sign-in by another actor": (acted_by("PersonSignedIn", "wall"), "wrong-actor"),
    "sign-in twice": (twice("PersonSignedIn"), "signed-in-twice"),
    "sign-out of an absent person": (
        altered("PersonSignedOut", person="giang", seat="ghe-giang"),
        "sign-out-without-sign-in",
    ),
    "session opened twice": (twice("SessionOpened"), "out-of-order"),
    "session never opened": (without("SessionOpened"), "out-of-order"),
    "item never taken": (without("ItemTaken"), "speech-out-of-order"),
    "item concluded twice": (twice("ItemConcluded"), "item-out-of-order"),
    "unknown item": (altered("ItemTaken", item="item-9"), "item-out-of-order"),
    "plan twice": (twice("MeetingConvened"), "out-of-order"),
    "unexpected field": (altered("ItemTaken", more=1), "unexpected-shape"),
    "minutes of another size": (altered("MinutesWritten", size=1), "minutes-file-differs"),
    "minutes of another file": (altered("MinutesWritten", sha256="0" * 64), "minutes-file-differs"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_is_found_named_and_nothing_before_it_blamed(lie: str) -> None:
    tell, code = LIES[lie]
    drafts, number = tell(honest())
    errors = found(audit(seal(drafts)))
    assert (code, number) in errors
    assert errors[0][1] == number


def test_a_ballot_left_out_shows_in_the_result() -> None:
    drafts = honest()
    gone = number_of(drafts, "BallotCast", 4)
    left = (*drafts[: gone - 1], *drafts[gone:])
    assert found(audit(seal(left)))[0] == ("result-differs", number_of(left, "PollClosed"))


def test_an_unknown_type_of_record_is_named() -> None:
    drafts = honest()
    number = number_of(drafts, "ItemTaken")
    strange = replace(drafts[number - 1], type="ItemTorn")
    report = audit(seal((*drafts[: number - 1], strange, *drafts[number:])))
    assert found(report)[0] == ("unknown-type", number)


def test_a_record_without_a_plan_is_not_a_meeting() -> None:
    assert ("not-convened", 1) in found(audit(seal(honest()[1:])))


def test_a_clock_that_went_back_is_mentioned() -> None:
    drafts = honest()[:-1]
    number = number_of(drafts, "ItemTaken")
    back = replace(drafts[number - 1], at=drafts[0].at)
    report = audit(
        seal((*drafts[: number - 1], back, *drafts[number:]), minutes=None, numbers=None)
    )
    assert report.sound
    assert ("clock-went-back", number) in [(one.code, one.where) for one in report.caveats]
