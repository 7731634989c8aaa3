"""Bundles for the auditor's tests: an honest meeting held through the hub's own rules, with real keys.

`honest()` gives the meeting as drafts of records; a test changes some of them and `seal()` chains, signs
and zips the lot again, which is exactly what a lying hub could do.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from audit.check import unheard, verify_bundle
from firmware_config.authority import Authority, Subject
from firmware_config.certificates import Role, Validity
from hub.domain import commands, meeting
from hub.domain.vocabulary import (
    Base,
    Choice,
    Interim,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    Paper,
    Person,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    Seat,
    TieRule,
)
from protocol import bundle, canonical, shapes
from protocol.ballot import FORMAT, Statement, statement_text
from protocol.bundle import BundleFile, BundleHead, BundleManifest
from protocol.identifiers import DeviceId, RoomId
from protocol.record import ChainHead, Record, line, line_hash
from protocol.verifier.report import Report

START = 1_780_000_000_000
MEMBERS = ("an", "binh", "chi", "dung", "em", "giang")
ROOM = RoomId("phong-1")
VALID = Validity(datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC))
PAPER = b"%PDF-1.7 a paper"
ROSTER = canonical.dump(
    {
        "persons": [
            {"id": who, "name": f"Ông {who.title()}", "title": "Ủy viên", "short": who}
            for who in (*MEMBERS, "khach")
        ]
    }
)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Keys:
    """The room's authority, and the key and certificate of every device."""

    authority: Authority
    keys: Mapping[str, Ed25519PrivateKey]
    certificates: Mapping[str, bytes]


@cache
def room_keys(room: RoomId = ROOM) -> Keys:
    authority = Authority.create(room, Ed25519PrivateKey.generate(), VALID)
    roles = {"hub": Role.HUB, "seat-an": Role.CHAIR, "wall": Role.WALL}
    roles |= {f"seat-{who}": Role.SEAT for who in (*MEMBERS[1:], "khach")}
    keys = {device: Ed25519PrivateKey.generate() for device in roles}
    certificates = {
        device: authority.issue(
            Subject(room, role, DeviceId(device)), keys[device].public_key(), VALID
        )
        for device, role in roles.items()
    }
    return Keys(authority, keys, certificates)


def poll(name: str, question: str, **changes: Any) -> PollPlan:
    settings = PollSettings(
        majority=MajorityRule(Base.MEMBERS, 1, 2, strict=True, citation="Điều 117", verified=False),
        press=PressRule.LAST,
        duration_ms=None,
        interim=Interim.NOBODY,
        tie=TieRule.CHAIR_SIDE,
        quorum=QuorumPolicy.BLOCK,
    )
    return PollPlan(name, "item-1", question, PollKind.ROLL_CALL, replace(settings, **changes))


def plan() -> MeetingPlan:
    persons = [*(Person(who, votes=True) for who in MEMBERS), Person("khach", votes=False)]
    return MeetingPlan(
        meeting="hop-1",
        room=ROOM,
        room_name="Phòng họp số 1",
        body_name="Ủy ban nhân dân xã Thử",
        body_parent="",
        place="Thử",
        title="Phiên họp thường kỳ tháng 6",
        subject="",
        starts_at=START,
        chair="an",
        secretary="binh",
        chair_title="Chủ tịch",
        rule_pack="ubnd",
        quorum=QuorumRule(2, 3, strict=False, citation="Điều 114", verified=False),
        persons=tuple(persons),
        seats=tuple(
            Seat(f"ghe-{who.person}", f"seat-{who.person}", who.person, column, 0)
            for column, who in enumerate(persons)
        ),
        items=(ItemPlan("item-1", 1, "Quy hoạch", "Phòng Kinh tế", 10, ""),),
        papers=(
            Paper(
                "to-trinh",
                1,
                "item-1",
                "Tờ trình",
                "documents/to-trinh.pdf",
                sha256(PAPER),
                len(PAPER),
                1,
            ),
        ),
        polls=(
            poll("poll-1", "Thông qua quy hoạch?"),
            poll("poll-2", "Thông qua lịch họp?", duration_ms=30_000, press=PressRule.FIRST),
            poll("poll-3", "Thông qua dự toán?"),
        ),
        roster_sha256=sha256(ROSTER),
    )


@dataclass(frozen=True)
class Draft:
    """A record before it is chained."""

    at: int
    type: str
    actor: str
    body: Any


@dataclass
class Room:
    """The hub's own rules, asked one command at a time, a second apart."""

    state: meeting.Meeting = field(default_factory=meeting.Meeting)
    drafts: list[Draft] = field(default_factory=list)
    now: int = START

    def do(self, command: commands.Command, actor: str = "hub") -> None:
        self.now += 1000
        for event in meeting.decide(self.state, command, self.now):
            self.state = meeting.evolve(self.state, event, self.now)
            self.drafts.append(Draft(self.now, type(event).__name__, actor, shapes.to_json(event)))

    def vote(self, name: str, **choices: Choice) -> None:
        for who, choice in choices.items():
            number = len(self.drafts)
            self.do(ballot(self, name, who, choice, number), actor=f"seat-{who}")

    def head(self) -> ChainHead:
        return chain(self.drafts)[-1][1]


def ballot(room: Room, name: str, who: str, choice: Choice, number: int) -> commands.CastBallot:
    """A signed answer on the first record, which stays the same whatever else a test changes."""
    device, identity = f"seat-{who}", f"00000000-0000-4000-8000-{number:012d}"
    asked = next(found for found in plan().polls if found.poll == name)
    first = chain(room.drafts[:1])[0][1]
    statement = statement_text(
        Statement(
            format=FORMAT,
            meeting="hop-1",
            poll=name,
            question_sha256=sha256(asked.question.encode()),
            roll_sha256=meeting.roll_hash(MEMBERS),
            person=who,
            seat=f"ghe-{who}",
            device=device,
            choice=choice,
            ballot=identity,
            head_seq=first.seq,
            head_hash=first.hash,
        )
    )
    signature = room_keys().keys[device].sign(statement.encode()).hex()
    return commands.CastBallot(
        name, who, f"ghe-{who}", device, choice, identity, statement, signature
    )


def honest() -> tuple[Draft, ...]:
    """A meeting of six members, one of whom stays away, with three polls; the minutes are written."""
    return tuple(_honest())


@cache
def _honest() -> tuple[Draft, ...]:
    room = Room()
    room.do(commands.ConveneMeeting(plan()))
    for who in ("an", "binh", "khach", "chi", "dung", "em"):
        room.do(commands.SignIn(who, f"ghe-{who}", f"seat-{who}"), actor=f"seat-{who}")
    room.do(commands.OpenSession())
    room.do(commands.TakeItem("item-1"))
    room.do(commands.OpenPoll("poll-1"))
    room.vote("poll-1", an=Choice.FOR, binh=Choice.FOR, chi=Choice.FOR, dung=Choice.AGAINST)
    room.vote("poll-1", dung=Choice.FOR)
    room.do(commands.PausePoll("poll-1"))
    room.do(commands.ResumePoll("poll-1"))
    room.do(commands.ClosePoll("poll-1"))
    room.do(commands.AnnouncePoll("poll-1"))
    room.do(commands.OpenPoll("poll-2"))
    room.vote("poll-2", an=Choice.FOR, binh=Choice.ABSTAIN, chi=Choice.AGAINST)
    room.do(commands.ExtendPoll("poll-2", 10_000))
    room.now += 50_000
    room.do(commands.ClosePoll("poll-2", "time"))
    room.do(commands.AnnouncePoll("poll-2"))
    room.do(commands.OpenPoll("poll-3"))
    room.vote("poll-3", em=Choice.FOR)
    room.do(commands.ClosePoll("poll-3"))
    room.do(commands.VoidPoll("poll-3", "Nhầm câu hỏi", "binh"))
    room.do(commands.SignOut("em", "left"))
    room.do(commands.SignOut("dung", "left"))
    room.do(commands.ConcludeItem("item-1", "Thông qua."))
    room.do(commands.CloseSession())
    numbers = minutes_numbers(room)
    text = minutes_text(numbers)
    room.do(commands.RecordMinutes(bundle.MINUTES, sha256(text), len(text)))
    return tuple(room.drafts)


def minutes_numbers(room: Room) -> dict[str, Any]:
    head = room.head()
    polls = [found for found in room.state.polls.values() if found.result]
    fields = ("in_favour", "against", "abstain", "silent", "absent", "members")
    return {
        "meeting": "hop-1",
        "members": 6,
        "present_at_opening": 5,
        "polls": [
            {
                "poll": found.plan.poll,
                **{name: getattr(found.result, name) for name in fields},
                "present": len(found.present),
                "outcome": found.result.outcome.value if found.result else "",
            }
            for found in polls
        ],
        "head": {"seq": head.seq, "hash": head.hash},
    }


def minutes_text(numbers: Mapping[str, Any]) -> bytes:
    """Stands for the PDF: the tests' reader of PDF text just decodes it."""
    questions = {asked.poll: asked.question for asked in plan().polls}
    columns = ("members", "present", "in_favour", "against", "abstain", "silent", "absent")
    rows = [
        f"{questions[entry['poll']]}\nSố lượng\n" + "\n".join(str(entry[name]) for name in columns)
        for entry in numbers["polls"]
    ]
    return "\n".join(rows).encode()


def chain(drafts: list[Draft] | tuple[Draft, ...]) -> list[tuple[bytes, ChainHead]]:
    head, lines = ChainHead(), []
    for draft in drafts:
        data = line(Record(head.seq + 1, draft.at, draft.type, draft.actor, draft.body, head.hash))
        head = ChainHead(head.seq + 1, line_hash(data))
        lines.append((data, head))
    return lines


def log_of(drafts: tuple[Draft, ...]) -> bytes:
    return b"".join(data + b"\n" for data, _ in chain(drafts))


def honest_files() -> dict[str, bytes]:
    """Everything beside the log, as the honest hub made it."""
    return dict(_honest_files())


@cache
def _honest_files() -> dict[str, bytes]:
    drafts = honest()
    room = Room()
    room.drafts = [*drafts[:-1]]
    for draft in room.drafts:
        event = _event(draft)
        room.state = meeting.evolve(room.state, event, draft.at)
    numbers = minutes_numbers(room)
    known = room_keys()
    return {
        bundle.CA: known.authority.pem,
        **{bundle.certificate_path(device): pem for device, pem in known.certificates.items()},
        bundle.ROSTER: ROSTER,
        "documents/to-trinh.pdf": PAPER,
        bundle.MINUTES: minutes_text(numbers),
        bundle.MINUTES_NUMBERS: canonical.dump(numbers),
    }


def _event(draft: Draft) -> Any:
    from hub.domain import events

    return shapes.from_json(getattr(events, draft.type), draft.body)


def manifest_of(
    files: Mapping[str, bytes], head: ChainHead, room: str = ROOM, meeting_id: str = "hop-1"
) -> bytes:
    listed = tuple(
        BundleFile(path, sha256(data), len(data)) for path, data in sorted(files.items())
    )
    head_ = BundleHead(head.seq, head.hash)
    return bundle.dump_manifest(BundleManifest(bundle.FORMAT, room, meeting_id, head_, listed))


def signed(files: Mapping[str, bytes], manifest: bytes) -> dict[str, bytes]:
    signature = room_keys().keys["hub"].sign(manifest)
    return {**files, bundle.MANIFEST: manifest, bundle.SIGNATURE: signature}


def seal(
    drafts: tuple[Draft, ...] | list[Draft] | None = None, **changed: bytes | None
) -> dict[str, bytes]:
    """All files of a bundle: chained and signed again; `changed` replaces or (None) drops files.

    Paths are given with `__` for `/` and without the need for quotes: `papers__minutes_json`.
    """
    drafts = tuple(drafts if drafts is not None else honest())
    files = honest_files()
    for name, data in changed.items():
        path = PATHS[name]
        if data is None:
            files.pop(path)
        else:
            files[path] = data
    lines = chain(drafts)
    files[bundle.LOG] = b"".join(data + b"\n" for data, _ in lines)
    return signed(files, manifest_of(files, lines[-1][1]))


PATHS = {
    "minutes": bundle.MINUTES,
    "numbers": bundle.MINUTES_NUMBERS,
    "roster": bundle.ROSTER,
    "paper": "documents/to-trinh.pdf",
    "ca": bundle.CA,
    "hub": bundle.HUB_CERTIFICATE,
    "seat_binh": "keys/seat-binh.pem",
}


def zipped(files: Mapping[str, bytes], *, plain: bool = False) -> io.BytesIO:
    target = io.BytesIO()
    with zipfile.ZipFile(
        target, "w", zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
    ) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return target


def decode_text(pdf: bytes) -> str | None:
    return pdf.decode("utf-8", "replace")


def audit(
    files: Mapping[str, bytes],
    trusted: bytes | None = None,
    read_text: Callable[[bytes], str | None] = decode_text,
) -> Report:
    return verify_bundle(zipped(files, plain=True), trusted, read_text=read_text, progress=unheard)


def found(report: Report) -> list[tuple[str, int | str]]:
    return [(error.code, error.where) for error in report.errors]


def number_of(drafts: tuple[Draft, ...], kind: str, nth: int = 0, **body: Any) -> int:
    """The record number of the nth draft of a type whose body says so."""
    numbers = [
        number
        for number, draft in enumerate(drafts, start=1)
        if draft.type == kind and all(draft.body[name] == value for name, value in body.items())
    ]
    return numbers[nth]


def change(drafts: tuple[Draft, ...], number: int, **body: Any) -> tuple[Draft, ...]:
    """The drafts with some fields of one record's body changed."""
    draft = drafts[number - 1]
    changed = replace(draft, body={**draft.body, **body})
    return (*drafts[: number - 1], changed, *drafts[number:])
