"""What a terminal says is believed as far as its certificate goes, and every bad field has its refusal."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from firmware_config.keys import verify
from hub.distribution.terminals import Enrolled
from hub.distribution.translate import (
    ballot_of,
    correction_of,
    count_of,
    leave_of,
    sign_in_of,
    void_answer_of,
)
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Entry, NamedAnswer
from protocol import entry as typed
from protocol import messages
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.entry import CORRECTION_FORMAT, COUNT_FORMAT, CorrectionStatement, CountStatement
from protocol.record import GENESIS
from tests.support.meeting import in_poll
from tests.support.plans import make_plan

KEY = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
SEAT = Enrolled("seat-001", "seat", KEY.public_key().public_bytes_raw(), b"")
CHAIR, WALL = replace(SEAT, device="chair", role="chair"), replace(SEAT, device="w", role="wall")
STATE: Meeting = in_poll(make_plan(3), 3).state
POLL = STATE.polls["poll-1-1"]
HEADS = {0: GENESIS, 7: "a" * 64}
STATEMENT = Statement(
    format=FORMAT,
    meeting="phien-1",
    poll="poll-1-1",
    question_sha256=hashlib.sha256(POLL.plan.question.encode()).hexdigest(),
    roll_sha256=POLL.roll_sha256,
    person="p001",
    seat="001",
    device="seat-001",
    answer=("for",),
    ballot="00000000-0000-4000-8000-00000000000a",
    head_seq=7,
    head_hash="a" * 64,
)


def signed(statement: Statement) -> messages.Ballot:
    text = statement_text(statement)
    return messages.Ballot(text, KEY.sign(text.encode()).hex())


def translate(ballot: messages.Ballot, sender: Enrolled = SEAT) -> Command:
    return ballot_of(ballot, sender, STATE, verify, HEADS.get)


def refusal(ballot: messages.Ballot, sender: Enrolled = SEAT) -> str:
    with pytest.raises(DomainError) as refused:
        translate(ballot, sender)
    return refused.value.code


def test_a_sound_ballot_becomes_the_command_it_says() -> None:
    ballot = signed(STATEMENT)
    assert translate(ballot) == commands.CastBallot(
        poll="poll-1-1",
        person="p001",
        seat="001",
        device="seat-001",
        answer=("for",),
        ballot=STATEMENT.ballot,
        statement=ballot.statement,
        signature=ballot.signature,
    )
    assert translate(signed(replace(STATEMENT, head_seq=0, head_hash=GENESIS)))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"format": "phienhop-ballot/2"}, "bad-ballot"),
        ({"meeting": "phien-2"}, "unknown-poll"),
        ({"poll": "poll-9-9"}, "unknown-poll"),
        ({"question_sha256": "0" * 64}, "statement-outdated"),
        ({"roll_sha256": "0" * 64}, "statement-outdated"),
        ({"roll_sha256": ""}, "statement-outdated"),
        ({"device": "seat-002"}, "not-this-terminal"),
        ({"ballot": "1"}, "bad-ballot"),
        ({"ballot": "0000000A-0000-4000-8000-00000000000A"}, "bad-ballot"),
        ({"head_seq": 8}, "statement-outdated"),
        ({"head_seq": -1}, "statement-outdated"),
        ({"head_hash": "b" * 64}, "statement-outdated"),
    ],
)
def test_a_ballot_with_a_field_that_does_not_fit_is_refused(
    changed: dict[str, object], code: str
) -> None:
    """Everything an auditor will look at: what the hub takes must stand up to the verifier."""
    assert refusal(signed(replace(STATEMENT, **changed))) == code  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "statement",
    ["", "{}", "null", "[" * 900, "\ud800", " " + statement_text(STATEMENT), "x" * 3000],
)
def test_a_text_that_is_no_statement_is_a_bad_ballot(statement: str) -> None:
    assert refusal(messages.Ballot(statement, "00" * 64)) == "bad-ballot"


GOOD = signed(STATEMENT).signature


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        ("", "bad-ballot"),
        ("zz" * 64, "bad-ballot"),
        (GOOD[:-2], "bad-ballot"),
        (GOOD + "00", "bad-ballot"),
        (GOOD.upper(), "bad-ballot"),
        (" ".join(GOOD[n : n + 2] for n in range(0, 128, 2)), "bad-ballot"),
        (GOOD + "\n", "bad-ballot"),
        ("００" * 64, "bad-ballot"),
        ("00" * 64, "bad-ballot-signature"),
    ],
)
def test_a_signature_is_128_hexadecimal_digits_and_fits(signature: str, code: str) -> None:
    """Another spelling would go into the record and be read differently by an auditor."""
    assert refusal(replace(signed(STATEMENT), signature=signature)) == code


def test_a_ballot_signed_by_another_terminal_is_refused() -> None:
    other = replace(SEAT, public_key=Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    assert refusal(signed(STATEMENT), other) == "bad-ballot-signature"


def test_a_changed_statement_is_refused() -> None:
    ballot = signed(STATEMENT)
    turned = ballot.statement.replace('["for"]', '["against"]')
    assert turned != ballot.statement
    assert refusal(replace(ballot, statement=turned)) == "bad-ballot-signature"


@given(st.text(max_size=200), st.text(max_size=130))
def test_any_text_is_a_refusal_and_nothing_worse(statement: str, signature: str) -> None:
    with pytest.raises(DomainError):
        translate(messages.Ballot(statement, signature))


def test_a_person_signs_in_through_the_terminal_that_says_so() -> None:
    found = sign_in_of(messages.SignIn("p001", "001"), SEAT)
    assert found == commands.SignIn("p001", "001", "seat-001")
    with pytest.raises(DomainError, match="not-a-seat"):
        sign_in_of(messages.SignIn("p001", "001"), WALL)


def test_whoever_sits_there_may_leave_through_the_same_terminal_and_no_other() -> None:
    found = leave_of(messages.Leave("p001"), SEAT, STATE)
    assert found == commands.SignOut("p001", "left")
    for person, sender in (("p002", SEAT), ("p001", replace(SEAT, device="seat-002"))):
        with pytest.raises(DomainError, match="not-signed-in-here"):
            leave_of(messages.Leave(person), sender, STATE)
    with pytest.raises(DomainError, match="not-a-seat"):
        leave_of(messages.Leave("p001"), WALL, STATE)


def test_an_answer_to_a_voiding_is_that_of_whoever_sits_there() -> None:
    answer = messages.VoidAnswer("poll-1-1", agrees=True)
    assert void_answer_of(answer, SEAT, STATE) == commands.AnswerVoid(
        "poll-1-1", "p001", "seat-001", agrees=True
    )
    nobody = void_answer_of(answer, replace(SEAT, device="seat-999"), STATE)
    assert isinstance(nobody, commands.AnswerVoid)
    assert nobody.person == ""


# ── counts and corrections ──────────────────────────────────────────────────────────────────────

ENTRY = typed.Entry(2, (1, 1, 0), 0, 0, (typed.NamedAnswer("p001", ("for",)),))
COUNT = CountStatement(
    format=COUNT_FORMAT,
    meeting="phien-1",
    poll="poll-1-1",
    question_sha256=STATEMENT.question_sha256,
    roll_sha256=STATEMENT.roll_sha256,
    person="p001",
    device="seat-001",
    entry=ENTRY,
    count="00000000-0000-4000-8000-00000000000b",
    head_seq=7,
    head_hash="a" * 64,
)
CORRECTION = CorrectionStatement(
    format=CORRECTION_FORMAT,
    meeting="phien-1",
    poll="poll-1-1",
    question_sha256=STATEMENT.question_sha256,
    roll_sha256=STATEMENT.roll_sha256,
    person="p001",
    device="seat-001",
    reason="bấm nhầm",
    answers=(typed.NamedAnswer("p002", ()),),
    entry=None,
    correction="00000000-0000-4000-8000-00000000000c",
    head_seq=7,
    head_hash="a" * 64,
)


def counted(statement: CountStatement, sender: Enrolled = SEAT) -> Command:
    text = typed.statement_text(statement)
    said = messages.Count(text, KEY.sign(text.encode()).hex())
    return count_of(said, sender, STATE, verify, HEADS.get)


def corrected(statement: CorrectionStatement, sender: Enrolled = SEAT) -> Command:
    text = typed.statement_text(statement)
    said = messages.Correction(text, KEY.sign(text.encode()).hex())
    return correction_of(said, sender, STATE, verify, HEADS.get)


def test_sound_counts_become_the_command_they_say() -> None:
    found = counted(COUNT)
    assert isinstance(found, commands.EnterCount)
    assert (found.poll, found.person, found.device) == ("poll-1-1", "p001", "seat-001")
    assert found.entry == Entry(2, (1, 1, 0), named=(NamedAnswer("p001", ("for",)),))
    assert found.statement == typed.statement_text(COUNT)


def test_a_sound_correction_becomes_the_command_it_says() -> None:
    found = corrected(CORRECTION)
    assert isinstance(found, commands.CorrectPoll)
    assert (found.reason, found.correction) == ("bấm nhầm", CORRECTION.correction)
    assert (found.answers, found.entry) == ((NamedAnswer("p002", ()),), None)
    whole = corrected(replace(CORRECTION, answers=(), entry=ENTRY))
    assert isinstance(whole, commands.CorrectPoll)
    assert whole.entry == Entry(2, (1, 1, 0), named=(NamedAnswer("p001", ("for",)),))


CHANGES: list[tuple[dict[str, object], str]] = [
    ({"format": "phienhop-ballot/1"}, "bad-{}"),
    ({"meeting": "phien-2"}, "unknown-poll"),
    ({"poll": "poll-9-9"}, "unknown-poll"),
    ({"question_sha256": "0" * 64}, "statement-outdated"),
    ({"roll_sha256": ""}, "statement-outdated"),
    ({"device": "seat-002"}, "not-this-terminal"),
    ({"head_seq": 8}, "statement-outdated"),
    ({"head_hash": "b" * 64}, "statement-outdated"),
]


@pytest.mark.parametrize(("changed", "code"), [*CHANGES, ({"count": "1"}, "bad-{}")])
def test_counts_with_a_field_that_does_not_fit_are_refused(
    changed: dict[str, object], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        counted(replace(COUNT, **changed))  # type: ignore[arg-type]
    assert refused.value.code == code.format("count")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        *CHANGES,
        ({"correction": "1"}, "bad-{}"),
        ({"reason": unicodedata.normalize("NFD", "bấm nhầm")}, "bad-{}"),
        ({"reason": "x" * 1001}, "bad-{}"),
    ],
)
def test_a_correction_with_a_field_that_does_not_fit_is_refused(
    changed: dict[str, object], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        corrected(replace(CORRECTION, **changed))  # type: ignore[arg-type]
    assert refused.value.code == code.format("correction")


def test_what_another_terminal_signed_or_the_wall_says_is_refused() -> None:
    other = replace(SEAT, public_key=Ed25519PrivateKey.generate().public_key().public_bytes_raw())
    with pytest.raises(DomainError, match="bad-count-signature"):
        counted(COUNT, other)
    with pytest.raises(DomainError, match="bad-correction-signature"):
        corrected(CORRECTION, other)
    with pytest.raises(DomainError, match="not-a-seat"):
        counted(COUNT, WALL)
    with pytest.raises(DomainError, match="not-a-seat"):
        corrected(CORRECTION, WALL)


def test_the_console_may_enter_counts_as_a_seat_may() -> None:
    assert isinstance(counted(replace(COUNT, device="chair"), CHAIR), commands.EnterCount)
