"""What the centre's pages show, as text ready to print: kept bundles and a language in. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from msgspec import Struct

from hub.centre.archive import Entry
from hub.centre.poll_views import PollView, Words, number, poll_view

VIETNAM = timezone(timedelta(hours=7))  # no summer time since 1975
SHORT_HASH = 16


class Row(Struct, frozen=True):
    """One bundle in the list."""

    sha256: str
    seq: int
    title: str
    body: str
    room: str
    date: str
    present: str
    polls: tuple[PollView, ...]
    head: str
    replaced: bool
    received: str


class Check(Struct, frozen=True):
    """One thing that was verified: icon, name, finding."""

    icon: str
    name: str
    said: str


class Version(Struct, frozen=True):
    """Another kept bundle of the same meeting."""

    sha256: str
    name: str
    received: str
    current: bool


class Detail(Struct, frozen=True):
    """One bundle on its own page. Facts are (label, value); hashes stand apart, being long."""

    row: Row
    facts: str
    size: str
    checks: tuple[Check, ...]
    remarks: tuple[tuple[str, str], ...]
    meeting: tuple[tuple[str, str], ...]
    receipt: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...]
    versions: tuple[Version, ...]


def row(entry: Entry, words: Words) -> Row:
    """A line of the list."""
    summary = entry.summary
    return Row(
        sha256=entry.sha256,
        seq=entry.seq,
        title=summary.title,
        body=summary.body_name,
        room=summary.room_name,
        date=day(summary.opened_at or summary.starts_at),
        present=f"{summary.present}/{summary.members}",
        polls=tuple(poll_view(poll, words) for poll in summary.polls),
        head=entry.head.hash[:SHORT_HASH],
        replaced=entry.replaced,
        received=moment(entry.received_at),
    )


def detail(entry: Entry, versions: tuple[Entry, ...], words: Words) -> Detail:
    """A bundle's page; `versions` are all kept ones of its meeting, newest first."""
    line = row(entry, words)
    return Detail(
        row=line,
        facts=words["detail_facts"].format(body=line.body, room=line.room, date=line.date),
        size=size(entry.bytes, words),
        checks=_checks(entry, words),
        remarks=tuple((remark.code, remark.detail) for remark in entry.remarks),
        meeting=_meeting(entry, words),
        receipt=_receipt(entry, words),
        hashes=((words["sha256"], entry.sha256), (words["head_hash"], entry.head.hash)),
        versions=tuple(
            Version(
                sha256=other.sha256,
                name=words["detail_nav"].format(seq=other.seq),
                received=moment(other.received_at),
                current=other.sha256 == entry.sha256,
            )
            for other in versions
        ),
    )


def day(at: int) -> str:
    """`22/10/2026` in Vietnam."""
    return _local(at).strftime("%d/%m/%Y")


def moment(at: int) -> str:
    """`14:32, 22/10/2026` in Vietnam."""
    return _local(at).strftime("%H:%M, %d/%m/%Y")


def clock(at: int) -> str:
    """`14:32` in Vietnam."""
    return _local(at).strftime("%H:%M")


def size(count: int, words: Words) -> str:
    """Bytes as `412 KB` or `1,2 MB`, with the decimal sign of the language."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    text = f"{count / 1_000_000:.1f} MB"
    return text if words["lang"] == "en" else text.replace(".", ",")


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(VIETNAM)


def _checks(entry: Entry, words: Words) -> tuple[Check, ...]:
    summary = entry.summary
    ballots = "check_ballots_said" if summary.polls else "check_no_ballots_said"
    facts = {
        "room": entry.room,
        "records": number(summary.records, words),
        "files": number(entry.files, words),
        "ballots": number(summary.ballots, words),
        "polls": number(len(summary.polls), words),
    }
    said = (
        ("signature", "check_signature", "check_signature_said"),
        ("chain", "check_chain", "check_chain_said"),
        ("files", "check_files", "check_files_said"),
        ("ballot", "check_ballots", ballots),
    )
    return tuple(Check(icon, words[name], words[text].format(**facts)) for icon, name, text in said)


def _meeting(entry: Entry, words: Words) -> tuple[tuple[str, str], ...]:
    summary = entry.summary
    agenda = words["contents_said"].format(items=summary.items, papers=summary.papers)
    facts = (
        ("body", summary.body_name),
        ("room", summary.room_name),
        ("place", summary.place),
        ("opened", moment(summary.opened_at) if summary.opened_at else ""),
        ("closed", moment(summary.closed_at) if summary.closed_at else ""),
        ("members", f"{summary.present}/{summary.members}"),
        ("guests", str(summary.guests)),
        ("contents", agenda),
    )
    return tuple((words[name], value) for name, value in facts if value)


def _receipt(entry: Entry, words: Words) -> tuple[tuple[str, str], ...]:
    return (
        (words["receipt_number"], str(entry.seq)),
        (words["received"], moment(entry.received_at)),
        (words["head"], words["head_said"].format(seq=number(entry.head.seq, words))),
    )
