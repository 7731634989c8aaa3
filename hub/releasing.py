"""Papers released, replaced and recalled while a meeting is there: by the hub that runs, or on its record.

Theory of operation. Only one program may write a record, so a command first asks the hub that runs, over
the hotline; where none does, it opens the record itself. A paper is taken in and sealed before anything is
recorded, and the bytes are on the disk before the record says so. A refusal takes the sealed version away
again. Where no answer comes, nobody knows whether the hub has recorded it, so it stays: what is not in the
record nobody hears of, and the next release of the paper takes its place. One release of a meeting goes on at
a time, or two would make the same version.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import asdict

from hub.application.folder_people import sha256_hex
from hub.application.intake import AcceptedPaper
from hub.application.ports import Acceptance
from hub.application.room import Rejection, Request, Room
from hub.domain.commands import Command, RecallPaper, ReleasePaper
from hub.domain.errors import DomainError
from hub.domain.papers import Dossier
from hub.domain.vocabulary import Paper
from hub.hotline import Answer, HotlineError, call
from hub.importing import Means
from hub.status import open_meeting
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings, sync
from hub.store.papers import PaperKeys, SealedPapers
from hub.vault import Vault
from protocol import shapes
from protocol.envelope import HUB
from protocol.errors import RemoteProtocolError
from protocol.identifiers import slug
from protocol.page_changes import compare_pages

SOCKET = "hub.sock"  # in the hub's data folder
UNANSWERED = "hub-hung-up"  # the one failure after which nobody knows

Ask: TypeAlias = Callable[[Command], Awaitable[Acceptance | Rejection]]


class Submitted(Struct, frozen=True):
    """What a clerk wants released: a file taken in, for an item, or in place of `paper`."""

    accepted: AcceptedPaper
    paper: str  # id; of one that is there, this is its next version
    item: str  # empty: that of the paper it replaces
    title: str  # empty: likewise


class Held(Struct, frozen=True):
    """What a running hub has at hand: its meeting, the papers, whether one is sealed, a way to record."""

    meeting: str
    dossier: Dossier
    is_sealed: Callable[[Paper], bool]
    ask: Ask


class Line(Struct, frozen=True):
    """How the hub that runs is reached, for one meeting."""

    socket: Path
    folder: MeetingFolder
    means: Means


# ── in the hub that runs ────────────────────────────────────────────────────────────────────────


async def answer_command(question: Mapping[str, Any], held: Held) -> Answer:
    """Do what one of the hub's own commands asks, for the meeting that is held."""
    if question.get("do") == "meeting":
        return {"done": True, "meeting": held.meeting}
    if question.get("meeting") != held.meeting:
        return {"code": "other-meeting"}
    try:
        if question.get("do") == "papers":
            return {"done": True, "papers": _told(held.dossier)}
        command = _command(question)
    except RemoteProtocolError:
        return {"code": "bad-question"}
    if isinstance(command, ReleasePaper) and not held.is_sealed(command.paper):
        return {"code": "paper-not-sealed"}
    outcome = await held.ask(command)
    if isinstance(outcome, Rejection):
        return {"code": outcome.code}
    return {"done": True, "seq": outcome.seq}


def _command(question: Mapping[str, Any]) -> Command:
    kind = question.get("do")
    if kind == "release":
        return shapes.from_json(ReleasePaper, question.get("command"))
    if kind == "recall":
        return shapes.from_json(RecallPaper, question.get("command"))
    raise RemoteProtocolError("unexpected-shape", "unknown command")


def _told(dossier: Dossier) -> list[Any]:
    kept = dossier.papers.values()
    return [{"paper": shapes.to_json(each.paper), "recalled": each.recalled} for each in kept]


def held_meeting(data: Path, meetings: Meetings) -> MeetingFolder | None:
    """The meeting that the running hub holds, else the one that would be held next."""
    try:
        answer = call(data / SOCKET, {"do": "meeting"})
    except HotlineError:
        answer = None
    return meetings.folder(answer["meeting"]) if answer else open_meeting(meetings)


# ── in a command ────────────────────────────────────────────────────────────────────────────────


def papers(line: Line) -> tuple[tuple[Paper, bool], ...]:
    """The latest version of every paper, and whether it is recalled."""
    answer = _asked(line, {"do": "papers"})
    told = _told(_state(line)) if answer is None else answer["papers"]
    return tuple((shapes.from_json(Paper, each["paper"]), bool(each["recalled"])) for each in told)


def release(line: Line, submitted: Submitted) -> Paper:
    """Seal and release a paper; raises `DomainError` with the refusal, and then nothing is kept.

    `hub-hung-up`: the hub that runs did not answer; `papers` tells whether it was released.
    """
    with _alone(line.folder):
        return _release(line, submitted)


def _release(line: Line, submitted: Submitted) -> Paper:
    before = {paper.paper: paper for paper, _ in papers(line)}.get(submitted.paper)
    paper = _paper(submitted, before)
    sealed = SealedPapers(line.folder.sealed)
    changed: tuple[int, ...] = ()
    if before is not None:
        there = tuple(facts.fingerprint for facts in submitted.accepted.facts)
        changed = compare_pages(sealed.prints(before.paper, before.version), there).changed
    _seal(line, paper, submitted.accepted)
    try:
        _do(line, "release", ReleasePaper(paper, changed))
    except DomainError as refusal:
        if refusal.code != UNANSWERED:
            _unseal(line, paper)
        raise
    return paper


def recall(line: Line, paper: str, reason: str) -> None:
    """Take a paper away from everybody; its key is destroyed when this returns."""
    if _do(line, "recall", RecallPaper(paper, reason)):
        return  # the hub that runs has destroyed it
    vault = Vault(line.folder)
    try:
        vault.destroy_recalled(_state(line))
    finally:
        vault.close()


@contextlib.contextmanager
def _alone(folder: MeetingFolder) -> Iterator[None]:
    """Wait until no other release of this meeting goes on; a killed one lets go by itself."""
    descriptor = os.open(folder.root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _paper(submitted: Submitted, before: Paper | None) -> Paper:
    version = before.version + 1 if before else 1
    name = slug(submitted.paper)
    pdf = submitted.accepted.pdf
    return Paper(
        paper=name,
        version=version,
        item=submitted.item or (before.item if before else ""),
        title=submitted.title or (before.title if before else ""),
        file=f"documents/{name}-v{version}.pdf",
        sha256=sha256_hex(pdf),
        size=len(pdf),
        pages=submitted.accepted.pages,
    )


def _seal(line: Line, paper: Paper, accepted: AcceptedPaper) -> None:
    _unseal(line, paper)
    keys, key = PaperKeys(line.folder.keys), line.means.new_key()
    try:
        keys.put(paper.paper, paper.version, key)
    finally:
        keys.close()
    SealedPapers(line.folder.sealed).seal(paper, accepted, key, line.means.seal)
    for path in (*line.folder.sealed.rglob(f"{paper.paper}.{paper.version}/*"), line.folder.sealed):
        sync(path)


def _unseal(line: Line, paper: Paper) -> None:
    SealedPapers(line.folder.sealed).remove_version(paper.paper, paper.version)
    keys = PaperKeys(line.folder.keys)
    try:
        keys.destroy_version(paper.paper, paper.version)
    finally:
        keys.close()


def _do(line: Line, kind: str, command: Command) -> bool:
    """Have a command recorded; whether it was the hub that runs that did it."""
    question = {"do": kind, "command": shapes.to_json(command)}
    if _asked(line, question) is not None:
        return True
    with SqliteEventLog(line.folder.record) as log:
        room = Room(log)
        request = Request(line.means.new_id(), HUB, command)
        batch = room.prepare((request,), line.means.now())
        outcome = batch.answers[0].outcome
        if isinstance(outcome, Rejection):
            raise DomainError(outcome.code)
        log.append(batch.lines, batch.receipts)
    return False


def _asked(line: Line, question: Mapping[str, Any]) -> Answer | None:
    try:
        return call(line.socket, {**question, "meeting": line.folder.meeting})
    except HotlineError as refusal:
        raise DomainError(refusal.code) from refusal


def _state(line: Line) -> Dossier:
    with SqliteEventLog(line.folder.record) as log:
        return Room(log).state.dossier


def as_json(found: tuple[tuple[Paper, bool], ...]) -> str:
    """The papers as a program reads them."""
    told = [{"recalled": gone, **asdict(paper)} for paper, gone in found]
    return json.dumps(told, ensure_ascii=False, indent=2)
