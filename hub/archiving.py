"""What the archive is made from: the papers, minutes and conclusions in the meetings' folders.

Nothing is asked of anybody for the archive: it is brought level with the folders before it is searched, and
made anew from them if it is missing or damaged. A paper whose key is destroyed is no longer a source, so a
recall takes it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from firmware_config.schema import Language
from hub.application.archive import (
    ArchiveAnswer,
    ArchivedDocument,
    ArchiveHit,
    ArchiveQuery,
    DocumentKey,
    Kind,
    Source,
    UnreadableError,
    reconcile,
)
from hub.application.ports import StorageError
from hub.application.room import Room
from hub.domain.meeting import Meeting
from hub.domain.vocabulary import Paper
from hub.store.archive import discard, open_archive
from hub.store.event_log import SqliteEventLog
from hub.store.meetings import MeetingFolder, Meetings
from hub.store.papers import Open, PaperKeys, SealedPapers
from protocol.errors import RemoteProtocolError
from transport.paper_cipher import CipherError

VIETNAM = timezone(timedelta(hours=7))
Extract = Callable[[bytes], tuple[str, ...]]
"""PDF → the text of its pages; raises `UnreadableError`. `hub.distribution.page_text`, for the minutes"""


class Reading(Struct, frozen=True):
    """What reading papers and minutes takes."""

    open_chunk: Open
    extract: Extract


def sources(meetings: Meetings, reading: Reading) -> Iterator[Source]:
    """Every document there is, the oldest meeting first, so that the latest is filed last."""
    states = [(folder, _state(folder)) for folder in meetings.all()]
    for folder, state in sorted(states, key=lambda each: each[1].convened.starts_at):
        yield from _papers(folder, state, reading)
        yield from _conclusions(state)
        if state.minutes is not None:
            key = DocumentKey(state.convened.meeting, Kind.MINUTES, "minutes")
            read = partial(_minutes, folder, state, reading)
            yield Source(key, state.minutes.sha256, read)


def meetings_of(meetings: Meetings, person: str) -> frozenset[str]:
    """The meetings a person was called to: those whose documents that person may see."""
    return frozenset(
        folder.meeting
        for folder in meetings.all()
        if any(each.person == person for each in _state(folder).convened.persons)
    )


def answer(
    path: Path, listed: Callable[[], Iterator[Source]], query: ArchiveQuery
) -> ArchiveAnswer:
    """Bring the archive at `path` level with the sources and ask it; a damaged one is made anew."""
    try:
        return _answer(path, listed(), query)
    except StorageError as error:
        if error.code != "archive-damaged":
            raise
    discard(path)
    return _answer(path, listed(), query)


def lines(found: ArchiveAnswer, language: Language) -> Iterator[str]:
    """An answer as a person reads it."""
    page, nothing, more = _WORDS[language]
    for number, hit in enumerate(found.hits, 1):
        held = hit.day.strftime("%d/%m/%Y")
        yield f"{number}. {hit.title}, {page} {hit.page}/{hit.pages}: {hit.meeting_title}, {held}"
        yield f"   {hit.before}[{hit.match}]{hit.after}"
    if not found.hits:
        yield nothing
    if found.more:
        yield more


def as_json(found: ArchiveAnswer) -> dict[str, object]:
    """An answer as a program reads it: `{"more", "hits": [{"meeting", "kind", "document", "page", …}]}`."""
    return {"more": found.more, "hits": [_hit_json(hit) for hit in found.hits]}


_WORDS = {
    Language.VIETNAMESE: ("trang", "Không tìm thấy.", "Còn nữa; hãy thêm từ hoặc thu hẹp bộ lọc."),
    Language.ENGLISH: ("page", "Nothing found.", "There is more; add words or narrow the filters."),
}


def _hit_json(hit: ArchiveHit) -> dict[str, object]:
    flat = {name: value for name, value in asdict(hit).items() if name != "key"}
    key = {"meeting": hit.key.meeting, "kind": hit.key.kind.value, "document": hit.key.document}
    return {**key, **flat, "day": hit.day.isoformat()}


def _answer(path: Path, listed: Iterator[Source], query: ArchiveQuery) -> ArchiveAnswer:
    with closing(open_archive(path)) as archive:
        reconcile(archive, listed)
        return archive.search(query)


def _state(folder: MeetingFolder) -> Meeting:
    with SqliteEventLog(folder.record) as record:
        return Room(record).state


def _papers(folder: MeetingFolder, state: Meeting, reading: Reading) -> Iterator[Source]:
    with closing(PaperKeys(folder.keys)) as keys:
        for paper in state.dossier.current:
            if keys.get(paper.paper, paper.version) is not None:
                key = DocumentKey(state.convened.meeting, Kind.PAPER, paper.paper)
                read = partial(_paper, folder, state, paper, reading)
                yield Source(key, f"{paper.version} {paper.sha256}", read)


def _paper(
    folder: MeetingFolder, state: Meeting, paper: Paper, reading: Reading
) -> ArchivedDocument:
    with closing(PaperKeys(folder.keys)) as keys:
        secret = keys.get(paper.paper, paper.version)
    if secret is None:
        raise UnreadableError
    sealed = SealedPapers(folder.sealed)
    try:
        manifest = sealed.manifest(paper.paper, paper.version)
        pages = sealed.texts(manifest, secret, reading.open_chunk)
    except (OSError, RemoteProtocolError, CipherError) as error:
        raise UnreadableError from error
    filed = _filed(state, Kind.PAPER, paper.paper, paper.title)
    version = f"{paper.version} {paper.sha256}"
    return replace(filed, version=version, pages=pages)


def _minutes(folder: MeetingFolder, state: Meeting, reading: Reading) -> ArchivedDocument:
    try:
        pdf = (folder.papers / "minutes.pdf").read_bytes()
    except OSError as error:
        raise UnreadableError from error
    filed = _filed(state, Kind.MINUTES, "minutes", state.convened.title)
    version = state.minutes.sha256 if state.minutes else ""
    return replace(filed, version=version, pages=reading.extract(pdf))


def _conclusions(state: Meeting) -> Iterator[Source]:
    for item in state.convened.items:
        done = state.agenda.items[item.item]
        if done.concluded_at is not None:
            filed = _filed(state, Kind.CONCLUSION, item.item, item.title)
            document = replace(filed, version=str(done.concluded_at), pages=(done.conclusion,))
            yield Source(document.key, document.version, partial(_itself, document))


def _itself(document: ArchivedDocument) -> ArchivedDocument:
    return document


def _filed(state: Meeting, kind: Kind, document: str, title: str) -> ArchivedDocument:
    """A document of the meeting, without version and pages yet."""
    plan = state.convened
    key = DocumentKey(plan.meeting, kind, document)
    return ArchivedDocument(key, "", title, plan.title, plan.body_name, _day(plan.starts_at), ())


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1000, VIETNAM).date()
