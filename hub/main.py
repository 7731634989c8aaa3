"""`phienhop-hub`: imports meetings, holds them, and keeps their records; or receives those of others."""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from getpass import getpass
from pathlib import Path

from msgspec.structs import asdict

from firmware_config.errors import SetupError
from firmware_config.layout import load_layout
from firmware_config.schema import HubConfig, HubRole, Language, load_hub
from hub import archiving, releasing, system
from hub.application.archive import ArchiveQuery, Kind
from hub.application.folder_people import RoomLayout, RoomSeat
from hub.application.folder_wording import describe
from hub.application.intake import AcceptedPaper, IntakeError, Submission
from hub.application.meeting_folder import FolderError, read_folder
from hub.application.paper_wording import notes, refusal
from hub.application.ports import StorageError
from hub.application.rule_pack_list import pack_json, pack_lines
from hub.application.rule_packs import STANDARD_PACKS, list_packs
from hub.centre.errors import CentreError
from hub.checking import check_papers, intake_here
from hub.distribution.page_text import page_texts
from hub.domain.errors import DomainError
from hub.importing import Means, keep_meeting
from hub.outward import delivery_to
from hub.room_hub import Hooks, RoomHub
from hub.status import open_meeting, status_lines
from hub.store.meetings import MeetingFolder, Meetings
from hub.usage import CHECK_PAPER, parser
from hub.wording import sentence
from protocol.errors import ProtocolError
from protocol.identifiers import slug
from transport.paper_cipher import open_chunk, seal_chunk

log = logging.getLogger(__name__)

TURN = 0.0005  # seconds the loop may keep the thread that writes the record from going on

INTERRUPTED = 130  # as shells count it
PACKS = "rule-packs"  # in the data folder: what a technician added


class HubError(Exception):
    """The hub cannot do what the command line asks; `code` is stable."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand; 0 done, 1 failed with a sentence, 2 wrong usage, 130 interrupted."""
    options = parser().parse_args(arguments)
    logging.basicConfig(level=options.log, stream=sys.stderr, format="%(levelname)s %(message)s")
    try:
        if options.does == CHECK_PAPER:
            return check_paper(options)
        return _ACTIONS[options.does](load_hub(options.settings), options)
    except FolderError as error:
        for problem in error.problems:
            print(describe(problem, options.language), file=sys.stderr)
        return 1
    except _EXPECTED as error:
        words = sentence(error, Language(options.language))
        print(f"phienhop-hub: {words}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


_EXPECTED = (CentreError, DomainError, HubError, OSError, ProtocolError, SetupError, StorageError)


def import_folder(config: HubConfig, options: argparse.Namespace) -> int:
    """Validate a meeting folder and keep the meeting; prints its id."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # half-made things go, as on Ctrl-C
    seats = load_layout(config.layout)
    layout = RoomLayout(
        config.room,
        config.name,
        tuple(
            RoomSeat(each.seat, each.id, each.column, each.row)
            for each in seats.devices
            if each.seat
        ),
    )
    progress = _bar if sys.stderr.isatty() else _silent
    imported = read_folder(
        options.folder,
        layout,
        _pack_folders(config),
        slug(options.meeting or options.folder.resolve().name),
        intake_here(),
        progress,
    )
    for each in imported.papers:
        _tell(each.paper.title, each.accepted, options)
    means = Means(system.now_ms, system.new_id, system.new_key, seal_chunk)
    folder = keep_meeting(Meetings(config.data), imported, means)
    print(folder.meeting)
    return 0


def check_paper(options: argparse.Namespace) -> int:
    """Say of each file whether it would be taken; 1 if one would not."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    password = getpass(options.file[0].name + ": ") if options.password else ""
    papers = [Submission(path, password, tuple(options.seen_by)) for path in options.file]
    progress = _bar if sys.stderr.isatty() else _silent
    verdicts = []
    for verdict in check_papers(papers, intake_here(), options.language, progress):
        verdicts.append(verdict)
        if not options.json:
            print(
                f"{'✓' if verdict.accepted else '✗'} {verdict.file}: {verdict.reason} [{verdict.code}]"
            )
    if options.json:
        print(json.dumps([asdict(each) for each in verdicts], ensure_ascii=False, indent=2))
    return int(not all(verdict.accepted for verdict in verdicts))


def run(config: HubConfig, options: argparse.Namespace) -> int:
    """Hold the chosen meeting, or serve as the centre, until interrupted."""
    asyncio.run(_run(config, options))
    return 0


async def _run(config: HubConfig, options: argparse.Namespace) -> None:
    sys.setswitchinterval(TURN)
    ready = _announcer(options.ready)
    if config.role is HubRole.CENTRE:
        from hub.centre_hub import run_centre  # a room is back half a second sooner without it

        work = run_centre(config, ready)
    else:
        folder = _chosen(config, options.meeting)
        hub = RoomHub(config, folder, Hooks(ready, delivery_to(config)))
        work = hub.run()
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        log.info("stopped")
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from group


def status(config: HubConfig, _options: argparse.Namespace) -> int:
    """List the meetings kept here and where each stands."""
    for line in status_lines(Meetings(config.data)):
        print(line)
    return 0


def list_papers(config: HubConfig, options: argparse.Namespace) -> int:
    """List the papers of a meeting."""
    found = releasing.papers(_line(config, options.meeting))
    if options.json:
        print(releasing.as_json(found))
        return 0
    for paper, recalled in found:
        print(paper.paper, paper.version, "recalled" if recalled else "-", paper.title, sep="\t")
    return 0


def release(config: HubConfig, options: argparse.Namespace) -> int:
    """Take a file in and hand it out, new or in place of an earlier version; prints id and version."""
    line = _line(config, options.meeting)
    try:
        accepted = intake_here()(Submission(options.file, seen_by=tuple(options.seen_by)))
    except IntakeError as error:
        raise HubError(error.code, refusal(error, options.file.name, options.language)) from error
    submitted = releasing.Submitted(accepted, options.paper, options.item, options.title)
    paper = releasing.release(line, submitted)
    _tell(paper.title, accepted, options)
    print(paper.paper, paper.version, sep="\t")
    return 0


def _tell(title: str, accepted: AcceptedPaper, options: argparse.Namespace) -> None:
    """What was done to a paper, beside what a script reads."""
    if told := notes(accepted, options.language):
        print(f"{title}: {'; '.join(told)}", file=sys.stderr)


def recall(config: HubConfig, options: argparse.Namespace) -> int:
    """Take a paper away from everybody."""
    releasing.recall(_line(config, options.meeting), options.paper, options.reason)
    return 0


def _line(config: HubConfig, meeting: str | None) -> releasing.Line:
    means = Means(system.now_ms, system.new_id, system.new_key, seal_chunk)
    meetings = Meetings(config.data)
    folder = (
        meetings.folder(slug(meeting)) if meeting else releasing.held_meeting(config.data, meetings)
    )
    if folder is None or not folder.record.exists():
        raise HubError("unknown-meeting" if meeting else "no-meeting", meeting or "")
    return releasing.Line(config.data / releasing.SOCKET, folder, means)


def rule_packs(config: HubConfig, options: argparse.Namespace) -> int:
    """List the rule packs known here; 1 if a file of them cannot be used."""
    packs, today = list_packs(_pack_folders(config)), system.today().astimezone().date()
    if options.json:
        print(json.dumps(pack_json(packs, today, options.language), ensure_ascii=False, indent=2))
    else:
        for line in pack_lines(packs, today, options.language):
            print(line)
    return int(any(found.pack is None for found in packs))


def _pack_folders(config: HubConfig) -> tuple[Path, ...]:
    """Where rule packs are looked for: a technician's own come before those that were shipped."""
    return (config.data / PACKS, *config.rule_packs, STANDARD_PACKS)


def search(config: HubConfig, options: argparse.Namespace) -> int:
    """Search papers, minutes and conclusions of all meetings, or of those a person was called to."""
    meetings = Meetings(config.data)
    if not meetings.all():
        raise HubError("no-meeting")
    query = ArchiveQuery(
        words=" ".join(options.words),
        meetings=archiving.meetings_of(meetings, options.person) if options.person else None,
        body=options.body,
        since=options.since,
        until=options.until,
        kind=Kind(options.kind) if options.kind else None,
    )
    reading = archiving.Reading(open_chunk, page_texts)
    listed = partial(archiving.sources, meetings, reading)
    found = archiving.answer(config.data / "archive.sqlite", listed, query)
    if options.json:
        print(json.dumps(archiving.as_json(found), ensure_ascii=False))
    else:
        print(*archiving.lines(found, Language(options.language)), sep="\n")
    return 0


def _chosen(config: HubConfig, meeting: str | None) -> MeetingFolder:
    meetings = Meetings(config.data)
    if meeting:
        folder = meetings.folder(slug(meeting))
        if not folder.record.exists():
            raise HubError("unknown-meeting", meeting)
        return folder
    found = open_meeting(meetings)
    if found is None:
        raise HubError("no-meeting")
    return found


def _announcer(wanted: bool) -> Callable[[], None]:
    return partial(print, "ready", flush=True) if wanted else lambda: None


def _bar(done: int, total: int, title: str) -> None:
    width = 24
    filled = width * done // max(1, total)
    end = "\n" if done == total else ""
    print(
        f"\r  [{'█' * filled}{'·' * (width - filled)}] {done}/{total} {title[:48]:48}",
        end=end,
        file=sys.stderr,
        flush=True,
    )


def _silent(_done: int, _total: int, _title: str) -> None:
    pass


_ACTIONS: dict[str, Callable[[HubConfig, argparse.Namespace], int]] = {
    "import": import_folder,
    "run": run,
    "papers": list_papers,
    "release": release,
    "recall": recall,
    "status": status,
    "rule-packs": rule_packs,
    "search": search,
}


if __name__ == "__main__":
    sys.exit(main())
