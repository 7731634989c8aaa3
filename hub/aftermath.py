"""After the close: minutes, time report, bundle, and their way to the central server.

Each step is taken up where the record says it stands, so that a hub that was switched off in between
goes on after the next start: no minutes yet → write them; no time report yet → write it; no bundle yet →
export it; no receipt yet → deliver it.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

from msgspec import Struct

from hub.application.check_codes import check_codes
from hub.application.minutes import Head, Minutes, compose
from hub.application.recording import from_record
from hub.application.room import Room
from hub.application.roster import Roster
from hub.application.time_report import ReportHead, dump, time_report
from hub.centre.receipt import SignedReceipt
from hub.domain.commands import Command, RecordMinutes, RecordReceipt
from hub.domain.events import Event
from hub.domain.session import Phase
from hub.identity import HubIdentity
from hub.papers.minutes import render_minutes
from hub.papers.time_report import render_time_report
from hub.store.bundle import Content, write_bundle
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, write_whole
from hub.store.papers import Open, PaperKeys, SealedPapers
from protocol import canonical
from protocol.bundle import (
    CA,
    HUB_CERTIFICATE,
    LOG,
    MINUTES,
    MINUTES_NUMBERS,
    ROSTER,
    TIME_REPORT,
    TIME_REPORT_NUMBERS,
    certificate_path,
)
from protocol.record import verify_chain

log = logging.getLogger(__name__)

Ask = Callable[[Command], Awaitable[object]]
Deliver = Callable[[MeetingFolder], Awaitable[tuple[str, SignedReceipt] | None]]


class Desk(Struct, frozen=True):
    """Everything the aftermath of one meeting needs."""

    folder: MeetingFolder
    room: Room
    record: SqliteEventLog
    identity: HubIdentity
    keys: PaperKeys
    open_chunk: Open
    ask: Ask  # records a command and returns once it is durable
    deliver: Deliver | None  # None: no central server is configured


async def finish(desk: Desk) -> None:
    """Bring a closed meeting to its end as far as possible; does nothing for one that is not closed."""
    if desk.room.state.session.phase is not Phase.CLOSED:
        return
    if desk.room.state.minutes is None:
        await _write_minutes(desk)
    if not (desk.folder.papers / Path(TIME_REPORT).name).exists():
        await asyncio.to_thread(_write_time_report, desk)
    if not desk.folder.bundle.exists():
        digest = await asyncio.to_thread(export, desk)
        log.info("bundle written, sha256 %s", digest)
    if desk.room.state.receipt is None and desk.deliver is not None:
        await _deliver(desk, desk.deliver)


def export(desk: Desk) -> str:
    """Write the bundle of a meeting and return its SHA-256."""
    return write_bundle(
        desk.folder.bundle,
        room=desk.room.state.convened.room,
        meeting=desk.room.state.convened.meeting,
        head=desk.room.head,
        files=_files(desk),
        sign=desk.identity.signer.sign,
    )


async def _write_minutes(desk: Desk) -> None:
    minutes = _compose(desk)
    pdf = await asyncio.to_thread(render_minutes, minutes)
    write_whole(desk.folder.papers / "minutes.json", canonical.dump(minutes.numbers()))
    write_whole(desk.folder.papers / "minutes.pdf", pdf)
    digest = hashlib.sha256(pdf).hexdigest()
    await desk.ask(RecordMinutes(MINUTES, digest, len(pdf)))
    log.info("minutes written, %d bytes", len(pdf))


def _told(desk: Desk) -> list[tuple[int, Event]]:
    """The record as papers are made from it."""
    return [(record.at, from_record(record)) for record, _ in verify_chain(desk.record.lines())]


def _compose(desk: Desk) -> Minutes:
    head = desk.room.head
    codes = check_codes(desk.room.state, desk.room.closings)
    return compose(_told(desk), _roster(desk), head=Head(head.seq, head.hash), check_codes=codes)


def _write_time_report(desk: Desk) -> None:
    head = desk.room.head
    report = time_report(_told(desk), ReportHead(head.seq, head.hash))
    pdf = render_time_report(report, desk.room.state.convened, _roster(desk))
    write_whole(desk.folder.papers / "time-report.json", dump(report))
    write_whole(desk.folder.papers / "time-report.pdf", pdf)


def _roster(desk: Desk) -> Roster:
    return Roster.parse(desk.folder.roster.read_bytes())


async def _deliver(desk: Desk, deliver: Deliver) -> None:
    delivered = await deliver(desk.folder)
    if delivered is None:
        return
    centre, signed = delivered
    digest = await asyncio.to_thread(_sha256, desk.folder)
    await desk.ask(RecordReceipt(digest, centre, signed.receipt, signed.signature))
    log.info("the central server has the bundle")


def _files(desk: Desk) -> Iterator[Content]:
    yield LOG, b"".join(line + b"\n" for line in desk.record.lines())
    yield CA, desk.identity.ca_pem
    yield HUB_CERTIFICATE, desk.identity.hub_pem
    for enrolled in desk.identity.enrolled:
        yield certificate_path(enrolled.device), enrolled.certificate
    for path in (MINUTES, MINUTES_NUMBERS, TIME_REPORT, TIME_REPORT_NUMBERS):
        yield path, (desk.folder.papers / Path(path).name).read_bytes()
    yield ROSTER, desk.folder.roster.read_bytes()
    yield from _documents(desk)


def _documents(desk: Desk) -> Iterator[Content]:
    """Every version that was released, as far as its key is there: a recalled paper's is destroyed."""
    sealed = SealedPapers(desk.folder.sealed)
    for paper in desk.room.state.dossier.released:
        key = desk.keys.get(paper.paper, paper.version)
        if key is not None:
            manifest = sealed.manifest(paper.paper, paper.version)
            yield paper.file, sealed.content(manifest, key, desk.open_chunk)


def _sha256(folder: MeetingFolder) -> str:
    with folder.bundle.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
