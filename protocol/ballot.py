"""The statement behind a pressed ballot: what exactly a terminal signs for a person.

The text is canonical JSON and begins with its own format name, so a signature over it can never be
mistaken for one over anything else.
"""

from __future__ import annotations

from msgspec import Struct

from protocol import canonical, shapes
from protocol.errors import RemoteProtocolError

FORMAT = "phienhop-ballot/1"
MAX_STATEMENT = 8192  # ids and hashes: some 400 characters, and 40 for each of up to 100 options


class Statement(Struct, frozen=True):
    """`person` at `seat` gives `answer` to `poll` of `meeting`.

    `answer` has one choice of a motion; the chosen options in their order, none for a blank ballot; or one
    level for each option in their order.

    `question_sha256` is the SHA-256 of the question as shown, UTF-8; `roll_sha256` that of the frozen
    roll; `head_seq` and `head_hash` are the last log head the terminal knew.
    """

    format: str
    meeting: str
    poll: str
    question_sha256: str
    roll_sha256: str
    person: str
    seat: str
    device: str
    answer: tuple[str, ...]
    ballot: str
    head_seq: int
    head_hash: str


def statement_text(statement: Statement) -> str:
    """The exact text to sign."""
    return canonical.dump(shapes.to_json(statement)).decode("utf-8")


def parse_statement(text: str) -> Statement:
    """Read a signed text back; anything but the canonical form of a statement is refused."""
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > MAX_STATEMENT:
        raise RemoteProtocolError("bad-statement", "too long")
    statement = shapes.from_json(Statement, canonical.load_canonical(data))
    if statement.format != FORMAT:
        raise RemoteProtocolError("bad-statement", statement.format[:40])
    return statement
