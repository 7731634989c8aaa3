"""Wire messages to commands of the domain: with `steps`, the only files that know both words.

What a terminal says is believed only as far as its certificate goes: a terminal speaks for whoever sits
there, the console for the chair. A ballot, a count or a correction must be a statement about the very
poll, question and roll that it is for, signed by the terminal it comes from. What passes here goes into
the record as it is, so it must stand up to every verifier's reading.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from typing import TypeVar

from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Entry, NamedAnswer, SpeechKind
from protocol import entry, messages
from protocol.ballot import Statement, parse_statement
from protocol.entry import CorrectionStatement, CountStatement, parse_correction, parse_count
from protocol.errors import RemoteProtocolError
from protocol.identifiers import UUID

VerifySignature = Callable[[bytes, bytes, bytes], bool]  # public key, message, signature
PinCheck = Callable[[str, str], bool]  # person, PIN as typed; takes some 15 ms
HashAt = Callable[[int], str | None]  # the hash of a record by its number
Signed = messages.Ballot | messages.Count | messages.Correction
S = TypeVar("S", Statement, CountStatement, CorrectionStatement)

_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)
_WITH_A_SEAT = frozenset({"seat", "chair", "secretary"})  # terminals at which somebody may sit


def sign_in_of(message: messages.SignIn, sender: Enrolled) -> commands.SignIn:
    """A person saying "I am here" at the seat this terminal stands at; the PIN is yet to be checked."""
    _check_seat(sender)
    return commands.SignIn(message.person, message.seat, sender.device)


def leave_of(message: messages.Leave, sender: Enrolled, state: Meeting) -> Command:
    """A person going away from the terminal at which they signed in."""
    _check_seat(sender)
    if message.person != _sitting_at(sender, state):
        raise DomainError("not-signed-in-here")
    return commands.SignOut(message.person, "left")


def speak_of(message: messages.Speak, sender: Enrolled, state: Meeting) -> Command:
    """A word about speaking by whoever is signed in at that terminal."""
    _check_seat(sender)
    person = _sitting_at(sender, state)
    if not person:
        raise DomainError("not-signed-in-here")
    if message.act == "ask":
        return commands.RequestSpeech(person, _speech_kind(message.kind), sender.device)
    if message.act == "withdraw":
        return commands.WithdrawSpeech(person, "person")
    if message.act == "end":
        return commands.EndSpeech(person)
    raise DomainError("unknown-act")


def _speech_kind(word: str) -> SpeechKind:
    try:
        return SpeechKind(word)
    except ValueError as error:
        raise DomainError("bad-speech-kind") from error


def void_answer_of(message: messages.VoidAnswer, sender: Enrolled, state: Meeting) -> Command:
    """An answer to the chair's wish, by whoever sits at the terminal: the secretary or nobody."""
    _check_seat(sender)
    person = _sitting_at(sender, state)
    return commands.AnswerVoid(message.poll, person, sender.device, message.agrees)


def _check_seat(sender: Enrolled) -> None:
    if sender.role not in _WITH_A_SEAT:
        raise DomainError("not-a-seat")


def _sitting_at(sender: Enrolled, state: Meeting) -> str:
    present = state.attendance.present.items()
    return next((person for person, place in present if place.device == sender.device), "")


# ── signed statements ───────────────────────────────────────────────────────────────────────────


def ballot_of(
    message: messages.Ballot,
    sender: Enrolled,
    state: Meeting,
    verify: VerifySignature,
    hash_at: HashAt,
) -> Command:
    """A signed answer, or a refusal that says which part of the statement does not fit."""
    statement = _statement(parse_statement, message, sender, verify, "bad-ballot")
    _check_subject(statement, statement.ballot, state, hash_at, "bad-ballot")
    return commands.CastBallot(
        poll=statement.poll,
        person=statement.person,
        seat=statement.seat,
        device=statement.device,
        answer=statement.answer,
        ballot=statement.ballot,
        statement=message.statement,
        signature=message.signature,
    )


def count_of(
    message: messages.Count,
    sender: Enrolled,
    state: Meeting,
    verify: VerifySignature,
    hash_at: HashAt,
) -> Command:
    """Signed counts of a show of hands or of paper ballots, or a refusal."""
    _check_seat(sender)
    statement = _statement(parse_count, message, sender, verify, "bad-count")
    _check_subject(statement, statement.count, state, hash_at, "bad-count")
    return commands.EnterCount(
        poll=statement.poll,
        person=statement.person,
        device=statement.device,
        entry=_entry(statement.entry),
        count=statement.count,
        statement=message.statement,
        signature=message.signature,
    )


def correction_of(
    message: messages.Correction,
    sender: Enrolled,
    state: Meeting,
    verify: VerifySignature,
    hash_at: HashAt,
) -> Command:
    """The secretary's signed correction, or a refusal."""
    _check_seat(sender)
    statement = _statement(parse_correction, message, sender, verify, "bad-correction")
    _check_subject(statement, statement.correction, state, hash_at, "bad-correction")
    if not unicodedata.is_normalized("NFC", statement.reason):
        raise DomainError("bad-correction")
    return commands.CorrectPoll(
        poll=statement.poll,
        person=statement.person,
        device=statement.device,
        reason=statement.reason,
        answers=_named(statement.answers),
        entry=None if statement.entry is None else _entry(statement.entry),
        correction=statement.correction,
        statement=message.statement,
        signature=message.signature,
    )


def _statement(
    parse: Callable[[str], S], message: Signed, sender: Enrolled, verify: VerifySignature, bad: str
) -> S:
    """What was signed, by this very terminal; `bad` is the refusal of what cannot be read."""
    try:
        statement = parse(message.statement)
    except RemoteProtocolError as error:
        raise DomainError(bad) from error
    if not _SIGNATURE.fullmatch(message.signature):
        raise DomainError(bad)
    if statement.device != sender.device:
        raise DomainError("not-this-terminal")
    signature = bytes.fromhex(message.signature)
    if not verify(sender.public_key, message.statement.encode("utf-8"), signature):
        raise DomainError(f"{bad}-signature")
    return statement


def _check_subject(
    statement: Statement | CountStatement | CorrectionStatement,
    own_id: str,
    state: Meeting,
    hash_at: HashAt,
    bad: str,
) -> None:
    """That it is about this poll as it is now: its question, its roll, and our record."""
    poll = state.polls.get(statement.poll)
    if statement.meeting != state.convened.meeting or poll is None:
        raise DomainError("unknown-poll")
    question = hashlib.sha256(poll.plan.question.encode("utf-8")).hexdigest()
    if statement.question_sha256 != question or statement.roll_sha256 != poll.roll_sha256:
        raise DomainError("statement-outdated")
    if not UUID.fullmatch(own_id):
        raise DomainError(bad)
    if statement.head_hash != hash_at(statement.head_seq):
        raise DomainError("statement-outdated")


def _entry(typed: entry.Entry) -> Entry:
    return Entry(typed.cast, typed.counts, typed.blank, typed.invalid, _named(typed.named))


def _named(answers: tuple[entry.NamedAnswer, ...]) -> tuple[NamedAnswer, ...]:
    return tuple(NamedAnswer(each.person, each.answer) for each in answers)
