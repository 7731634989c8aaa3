"""Wire messages to commands of the domain: the only file that knows both words.

What a terminal says is believed only as far as its certificate goes: a seat speaks for its own seat, the
console for the chair. A ballot must be a statement about the very poll, question and roll that are open,
signed by the terminal it comes from.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from hub.distribution.terminals import Enrolled
from hub.domain import commands
from hub.domain.commands import Command
from hub.domain.errors import DomainError
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Choice
from protocol import messages
from protocol.ballot import Statement, parse_statement
from protocol.errors import RemoteProtocolError
from protocol.identifiers import UUID

VerifySignature = Callable[[bytes, bytes, bytes], bool]  # public key, message, signature
HashAt = Callable[[int], str | None]  # the hash of a record by its number

_CHOICES = frozenset(Choice)
_SIGNATURE = re.compile(r"[0-9a-f]{128}", re.ASCII)
EXTENSION_MS = 15_000  # one touch of "+15 giây"

_STEPS: dict[str, Callable[[str, str], Command]] = {
    "open-session": lambda _target, _text: commands.OpenSession(),
    "close-session": lambda _target, _text: commands.CloseSession(),
    "take-item": lambda target, _text: commands.TakeItem(target),
    "start-discussion": lambda target, _text: commands.StartDiscussion(target),
    "return-to-discussion": lambda target, _text: commands.StartDiscussion(target),
    "conclude-item": lambda target, text: commands.ConcludeItem(target, text),
    "open-poll": lambda target, _text: commands.OpenPoll(target),
    "pause-poll": lambda target, _text: commands.PausePoll(target),
    "resume-poll": lambda target, _text: commands.ResumePoll(target),
    "extend-poll": lambda target, _text: commands.ExtendPoll(target, EXTENSION_MS),
    "close-poll": lambda target, _text: commands.ClosePoll(target),
    "announce-poll": lambda target, _text: commands.AnnouncePoll(target),
}


def command_of(message: messages.Command, sender: Enrolled) -> Command:
    """A step of the chair; only the console may ask for one."""
    if sender.role != "chair":
        raise DomainError("not-the-console")
    make = _STEPS.get(message.step)
    if make is None:
        raise DomainError("unknown-step")
    return make(message.target, message.text)


def sign_in_of(message: messages.SignIn, sender: Enrolled) -> Command:
    """A person saying "I am here" at the seat this terminal stands at."""
    if sender.role not in {"seat", "chair"}:
        raise DomainError("not-a-seat")
    return commands.SignIn(person=message.person, seat=message.seat, device=sender.device)


def ballot_of(
    message: messages.Ballot,
    sender: Enrolled,
    state: Meeting,
    verify: VerifySignature,
    hash_at: HashAt,
) -> Command:
    """A signed answer, or a refusal that says which part of the statement does not fit.

    What passes here goes into the record as it is, so it must stand up to every verifier's reading.
    """
    try:
        statement = parse_statement(message.statement)
    except RemoteProtocolError as error:
        raise DomainError("bad-ballot") from error
    if not _SIGNATURE.fullmatch(message.signature):
        raise DomainError("bad-ballot")
    signature = bytes.fromhex(message.signature)
    if statement.device != sender.device:
        raise DomainError("not-this-terminal")
    if not verify(sender.public_key, message.statement.encode("utf-8"), signature):
        raise DomainError("bad-ballot-signature")
    _check_subject(statement, state)
    if statement.head_hash != hash_at(statement.head_seq):
        raise DomainError("statement-outdated")
    return commands.CastBallot(
        poll=statement.poll,
        person=statement.person,
        seat=statement.seat,
        device=statement.device,
        choice=Choice(statement.choice),
        ballot=statement.ballot,
        statement=message.statement,
        signature=message.signature,
    )


def _check_subject(statement: Statement, state: Meeting) -> None:
    poll = state.polls.get(statement.poll)
    if statement.meeting != state.convened.meeting or poll is None:
        raise DomainError("unknown-poll")
    question = hashlib.sha256(poll.plan.question.encode("utf-8")).hexdigest()
    if statement.question_sha256 != question or statement.roll_sha256 != poll.roll_sha256:
        raise DomainError("statement-outdated")
    if statement.choice not in _CHOICES or not UUID.fullmatch(statement.ballot):
        raise DomainError("bad-ballot")
