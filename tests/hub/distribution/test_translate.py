"""What a terminal says is believed as far as its certificate goes, and every bad field has its refusal."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from firmware_config.keys import verify
from hub.distribution.terminals import Enrolled
from hub.distribution.translate import ballot_of, command_of, sign_in_of
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Choice
from protocol import messages
from protocol.ballot import FORMAT, Statement, statement_text
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
    choice="for",
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
        choice=Choice.FOR,
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
        ({"choice": "maybe"}, "bad-ballot"),
        ({"choice": "FOR"}, "bad-ballot"),
        ({"choice": ""}, "bad-ballot"),
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
    turned = ballot.statement.replace('"choice":"for"', '"choice":"against"')
    assert refusal(replace(ballot, statement=turned)) == "bad-ballot-signature"


@given(st.text(max_size=200), st.text(max_size=130))
def test_any_text_is_a_refusal_and_nothing_worse(statement: str, signature: str) -> None:
    with pytest.raises(DomainError):
        translate(messages.Ballot(statement, signature))


STEPS: dict[str, Command] = {
    "open-session": commands.OpenSession(),
    "close-session": commands.CloseSession(),
    "take-item": commands.TakeItem("t"),
    "start-discussion": commands.StartDiscussion("t"),
    "return-to-discussion": commands.StartDiscussion("t"),
    "conclude-item": commands.ConcludeItem("t", "Xong."),
    "open-poll": commands.OpenPoll("t"),
    "pause-poll": commands.PausePoll("t"),
    "resume-poll": commands.ResumePoll("t"),
    "extend-poll": commands.ExtendPoll("t", 15_000),
    "close-poll": commands.ClosePoll("t"),
    "announce-poll": commands.AnnouncePoll("t"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_console_is_the_command_it_names(step: str) -> None:
    assert command_of(messages.Command(step, "t", "Xong."), CHAIR) == STEPS[step]


def test_every_step_a_console_can_take_is_known_here() -> None:
    """Both folders list the steps; neither may import the other."""
    from device.screens import Step

    assert {step.value for step in Step if step is not Step.NONE} == set(STEPS)


@pytest.mark.parametrize("sender", [SEAT, WALL])
def test_nobody_but_the_console_takes_steps(sender: Enrolled) -> None:
    with pytest.raises(DomainError, match="not-the-console"):
        command_of(messages.Command("open-session", "", ""), sender)


def test_an_unknown_step_is_refused() -> None:
    with pytest.raises(DomainError, match="unknown-step"):
        command_of(messages.Command("stage-coup", "", ""), CHAIR)


def test_a_person_signs_in_through_the_terminal_that_says_so() -> None:
    found = sign_in_of(messages.SignIn("p001", "001"), SEAT)
    assert found == commands.SignIn("p001", "001", "seat-001")
    with pytest.raises(DomainError, match="not-a-seat"):
        sign_in_of(messages.SignIn("p001", "001"), WALL)
