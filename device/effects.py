"""What a terminal's core asks to be done. Performed in order: a ballot is saved before it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from device.inputs import SavedBallot
from device.screens import Choice, Lamp
from protocol.messages import FromDevice, KeyGrant
from protocol.topics import Said
from protocol.transfer import Manifest


@dataclass(frozen=True)
class Say:
    """Send a message to the hub if the link is up; whoever needs an answer will say it again."""

    message_id: str
    said: Said
    meeting: str
    seq: int
    message: FromDevice


@dataclass(frozen=True)
class SaveBallot:
    """Keep a ballot durably (fsync) before anything that follows."""

    ballot: SavedBallot


@dataclass(frozen=True)
class ForgetBallot:
    """Take a ballot out of the outbox."""

    message: str


@dataclass(frozen=True)
class StoreChunk:
    """Keep a checked chunk; `total` chunks make the paper."""

    paper: str
    version: int
    index: int
    total: int
    data: bytes


@dataclass(frozen=True)
class KeepKey:
    """Unwrap a paper's key and keep it in memory."""

    meeting: str
    grant: KeyGrant


@dataclass(frozen=True)
class ReadPaper:
    """Decrypt a paper and give it to the renderer; answered by `PaperOpened` or `PaperFailed`."""

    manifest: Manifest
    preview: bool


@dataclass(frozen=True)
class DropPapers:
    """Forget keys and open papers: the meeting is another one."""


@dataclass(frozen=True)
class SetLamp:
    """Light the lamp of `choice` (all others off); none on a ballot that is filled in on the screen."""

    lamp: Lamp
    choice: Choice | None


Effect: TypeAlias = (
    Say | SaveBallot | ForgetBallot | StoreChunk | KeepKey | ReadPaper | DropPapers | SetLamp
)
