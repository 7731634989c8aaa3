"""Bundles for the auditor's tests: an honest meeting held through the hub's own rules, with real keys.

`honest()` gives the meeting as drafts of records; a test changes some of them and `seal()` chains, signs
and zips the lot again, which is exactly what a lying hub could do.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from msgspec.structs import replace

from audit.check import unheard, verify_bundle
from firmware_config.authority import Authority, Subject
from firmware_config.certificates import Role, Validity
from hub.application.time_report import ReportHead, dump, time_report
from hub.domain import commands, events, meeting
from hub.domain.errors import DomainError
from hub.domain.vocabulary import (
    Base,
    Choice,
    Entry,
    Interim,
    ItemPlan,
    MajorityRule,
    MeetingPlan,
    NamedAnswer,
    Paper,
    Person,
    PollKind,
    PollPlan,
    PollSettings,
    PressRule,
    QuorumPolicy,
    QuorumRule,
    Seat,
    SpeechKind,
    TieRule,
)
from protocol import bundle, canonical, shapes
from protocol import entry as wire
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
NAMES = {who: f"Ông {who.title()}" for who in (*MEMBERS, "khach", "trong")}
ROSTER = canonical.dump(
    {
        "persons": [
            {"id": who, "name": name, "title": "Ủy viên", "short": who}
            for who, name in NAMES.items()
        ]
    }
)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Keys(Struct, frozen=True):
    """The room's authority, and the key and certificate of every device."""

    authority: Authority
    keys: Mapping[str, Ed25519PrivateKey]
    certificates: Mapping[str, bytes]


@cache
def room_keys(room: RoomId = ROOM) -> Keys:
    authority = Authority.create(room, Ed25519PrivateKey.generate(), VALID)
    roles = {"hub": Role.HUB, "seat-an": Role.CHAIR, "wall": Role.WALL}
    roles |= {f"seat-{who}": Role.SEAT for who in (*MEMBERS[1:], "khach", "trong")}
    keys = {device: Ed25519PrivateKey.generate() for device in roles}
    certificates = {
        device: authority.issue(
            Subject(room, role, DeviceId(device)), keys[device].public_key(), VALID
        )
        for device, role in roles.items()
    }
    return Keys(authority, keys, certificates)


def settings(**changes: Any) -> PollSettings:
    usual = PollSettings(
        majority=MajorityRule(Base.MEMBERS, 1, 2, strict=True, citation="Điều 117", verified=False),
        press=PressRule.LAST,
        duration_ms=None,
        interim=Interim.NOBODY,
        tie=TieRule.CHAIR_SIDE,
        quorum=QuorumPolicy.BLOCK,
    )
    return replace(usual, **changes)


def poll(name: str, question: str, **changes: Any) -> PollPlan:
    return PollPlan(name, "item-1", question, PollKind.ROLL_CALL, settings(**changes))


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
        defaults=settings(),
    )


class Draft(Struct, frozen=True):
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

    def do(self, *asked: commands.Command, actor: str = "hub") -> None:
        for command in asked:
            self.now += 1000
            for event in meeting.decide(self.state, command, self.now):
                self._record(event, actor)

    def asks(self, who: str, kind: SpeechKind) -> None:
        device = self.state.attendance.present[who].device
        self.do(commands.RequestSpeech(who, kind, device), actor=device)

    def fail(self, command: commands.Command, actor: str) -> None:
        """A command that is refused, and leaves a record of that."""
        self.now += 1000
        try:
            meeting.decide(self.state, command, self.now)
        except DomainError as error:
            for event in error.events:
                self._record(event, actor)

    def sign_in(self, *persons: str, proven: bool = False) -> None:
        for who in persons:
            self.do(
                commands.SignIn(who, f"ghe-{who}", device_of(who), proven), actor=device_of(who)
            )

    def vote(self, name: str, **choices: Choice) -> None:
        self.answer(name, **{who: (choice,) for who, choice in choices.items()})

    def answer(self, name: str, **answers: tuple[str, ...]) -> None:
        for who, answer in answers.items():
            cast = ballot(self, name, who, answer)
            self.do(cast, actor=cast.device)

    def type(self, name: str, who: str, entry: Entry) -> None:
        self.do(typed(self, name, who, entry), actor=device_of(who))

    def correct(
        self, name: str, reason: str, *, entry: Entry | None = None, **answers: tuple[str, ...]
    ) -> None:
        named = tuple(NamedAnswer(who, answer) for who, answer in answers.items())
        self.do(correction(self, name, reason, named, entry), actor=device_of("binh"))

    def answer_void(self, name: str, *, agrees: bool) -> None:
        device = device_of("binh")
        self.do(commands.AnswerVoid(name, "binh", device, agrees), actor=device)

    def head(self) -> ChainHead:
        return chain(self.drafts)[-1][1]

    def _record(self, event: Any, actor: str) -> None:
        self.state = meeting.evolve(self.state, event, self.now)
        self.drafts.append(Draft(self.now, type(event).__name__, actor, shapes.to_json(event)))


def device_of(who: str) -> str:
    return f"seat-{who}"


def _identity(room: Room) -> str:
    return f"00000000-0000-4000-8000-{len(room.drafts):012d}"


def _subject(room: Room, name: str) -> dict[str, Any]:
    """What every statement says: upon the first record, which stays the same whatever a test changes."""
    first = chain(room.drafts[:1])[0][1]
    found = room.state.polls[name]
    return {
        "meeting": room.state.convened.meeting,
        "poll": name,
        "question_sha256": sha256(found.plan.question.encode()),
        "roll_sha256": found.roll_sha256,
        "head_seq": first.seq,
        "head_hash": first.hash,
    }


def signature_of(device: str, text: str) -> str:
    return room_keys().keys[device].sign(text.encode()).hex()


def ballot(room: Room, name: str, who: str, answer: tuple[str, ...]) -> commands.CastBallot:
    place, identity = room.state.attendance.present[who], _identity(room)
    seat, device = place.seat, place.device
    mine = {"person": who, "seat": seat, "device": device, "answer": answer, "ballot": identity}
    text = statement_text(Statement(format=FORMAT, **mine, **_subject(room, name)))
    return commands.CastBallot(
        name, who, seat, device, answer, identity, text, signature_of(device, text)
    )


def typed(room: Room, name: str, who: str, entry: Entry) -> commands.EnterCount:
    device = device_of(who)
    count = _identity(room)
    statement = wire.CountStatement(
        format=wire.COUNT_FORMAT,
        person=who,
        device=device,
        entry=_on_the_wire(entry),
        count=count,
        **_subject(room, name),
    )
    text = wire.statement_text(statement)
    return commands.EnterCount(name, who, device, entry, count, text, signature_of(device, text))


def correction(
    room: Room, name: str, reason: str, answers: tuple[NamedAnswer, ...], entry: Entry | None
) -> commands.CorrectPoll:
    device, identity = device_of("binh"), _identity(room)
    statement = wire.CorrectionStatement(
        format=wire.CORRECTION_FORMAT,
        person="binh",
        device=device,
        reason=reason,
        answers=tuple(wire.NamedAnswer(each.person, each.answer) for each in answers),
        entry=_on_the_wire(entry) if entry else None,
        correction=identity,
        **_subject(room, name),
    )
    text = wire.statement_text(statement)
    return commands.CorrectPoll(
        name, "binh", device, reason, answers, entry, identity, text, signature_of(device, text)
    )


def _on_the_wire(entry: Entry) -> wire.Entry:
    named = tuple(wire.NamedAnswer(each.person, each.answer) for each in entry.named)
    return wire.Entry(entry.cast, entry.counts, entry.blank, entry.invalid, named)


def honest() -> tuple[Draft, ...]:
    """A meeting of six members, one of whom stays away, with three polls; the minutes are written."""
    return tuple(_honest()[0])


def honest_files() -> dict[str, bytes]:
    """Everything beside its log, as the honest hub made it."""
    return dict(_honest()[1])


@cache
def _honest() -> tuple[tuple[Draft, ...], Mapping[str, bytes]]:
    room = Room()
    room.do(commands.ConveneMeeting(plan()))
    room.sign_in("an", "binh", "khach", "chi", "dung", "em")
    room.do(commands.OpenSession(), commands.TakeItem("item-1"), commands.OpenPoll("poll-1"))
    room.vote("poll-1", an=Choice.FOR, binh=Choice.FOR, chi=Choice.FOR, dung=Choice.AGAINST)
    room.vote("poll-1", dung=Choice.FOR)
    room.do(commands.PausePoll("poll-1"), commands.ResumePoll("poll-1"))
    room.do(commands.ClosePoll("poll-1"), commands.AnnouncePoll("poll-1"))
    room.do(commands.OpenPoll("poll-2"))
    room.vote("poll-2", an=Choice.FOR, binh=Choice.ABSTAIN, chi=Choice.AGAINST)
    room.do(commands.ExtendPoll("poll-2", 10_000))
    room.now += 50_000
    room.do(commands.ClosePoll("poll-2", "time"), commands.AnnouncePoll("poll-2"))
    room.do(commands.OpenPoll("poll-3"))
    room.vote("poll-3", em=Choice.FOR)
    room.do(commands.ClosePoll("poll-3"), commands.ProposeVoid("poll-3", "Nhầm câu hỏi"))
    room.answer_void("poll-3", agrees=True)
    room.do(commands.SignOut("em", "left"), commands.SignOut("dung", "left"))
    room.do(commands.ConcludeItem("item-1", "Thông qua."), commands.CloseSession())
    return finished(room)


def finished(room: Room) -> tuple[tuple[Draft, ...], Mapping[str, bytes]]:
    """A closed session with its minutes written: the drafts, and every file beside the log."""
    numbers = minutes_numbers(room)
    text = minutes_text(room, numbers)
    room.do(commands.RecordMinutes(bundle.MINUTES, sha256(text), len(text)))
    known = room_keys()
    return tuple(room.drafts), {
        bundle.CA: known.authority.pem,
        **{bundle.certificate_path(device): pem for device, pem in known.certificates.items()},
        bundle.ROSTER: ROSTER,
        "documents/to-trinh.pdf": PAPER,
        bundle.MINUTES: text,
        bundle.MINUTES_NUMBERS: canonical.dump(numbers),
    }


def time_report_of(room: Room) -> dict[str, bytes]:
    """The time report of a closed session, as files of its bundle."""
    head = ReportHead(room.head().seq, room.head().hash)
    report = time_report([(draft.at, event_of(draft)) for draft in room.drafts], head)
    return {bundle.TIME_REPORT: b"%PDF-1.7 a report", bundle.TIME_REPORT_NUMBERS: dump(report)}


def event_of(draft: Draft) -> Any:
    return shapes.from_json(getattr(events, draft.type), draft.body)


def minutes_numbers(room: Room) -> dict[str, Any]:
    head = room.head()
    opened = next(draft for draft in room.drafts if draft.type == "SessionOpened")
    return {
        "meeting": "hop-1",
        "members": 6,
        "present_at_opening": opened.body["present"],
        "polls": [
            _poll_numbers(found) for found in room.state.polls.values() if found.result is not None
        ],
        "head": {"seq": head.seq, "hash": head.hash},
    }


def _poll_numbers(found: Any) -> dict[str, Any]:
    numbers = shapes.to_json(found.result)
    assert isinstance(numbers, dict)
    kept = {name: value for name, value in numbers.items() if name not in ("base_count", "needed")}
    return {"poll": found.plan.poll, "present": len(found.present), **kept}


def minutes_text(room: Room, numbers: Mapping[str, Any]) -> bytes:
    """Stands for the PDF: the tests' reader of PDF text just decodes it."""
    motion = ("members", "present", "in_favour", "against", "abstain", "silent", "absent")
    options = ("members", "present", "cast", "blank", "invalid", "silent", "absent")
    rows = [
        f"{room.state.polls[entry['poll']].plan.question}\nSố lượng\n"
        + "\n".join(str(entry[name]) for name in (options if entry["options"] else motion))
        + "".join(_option_row(room, entry["poll"], each) for each in entry["options"])
        for entry in numbers["polls"]
    ]
    return "\n".join(rows).encode()


def _option_row(room: Room, poll_name: str, counted: Mapping[str, Any]) -> str:
    options = room.state.polls[poll_name].plan.options
    label = next(each.label for each in options if each.option == counted["option"])
    votes = "\n".join(str(number) for number in counted["votes"])
    return f"\n{label or NAMES[counted['option']]}\n{votes}"


def chain(drafts: list[Draft] | tuple[Draft, ...]) -> list[tuple[bytes, ChainHead]]:
    head, lines = ChainHead(), []
    for draft in drafts:
        data = line(Record(head.seq + 1, draft.at, draft.type, draft.actor, draft.body, head.hash))
        head = ChainHead(head.seq + 1, line_hash(data))
        lines.append((data, head))
    return lines


def log_of(drafts: tuple[Draft, ...]) -> bytes:
    return b"".join(data + b"\n" for data, _ in chain(drafts))


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
    drafts: tuple[Draft, ...] | list[Draft] | None = None,
    beside: Mapping[str, bytes] | None = None,
    **changed: bytes | None,
) -> dict[str, bytes]:
    """All files of a bundle: chained and signed again; `changed` replaces or (None) drops files.

    Paths are given with `__` for `/` and without the need for quotes: `papers__minutes_json`.
    """
    drafts = tuple(drafts if drafts is not None else honest())
    files = dict(beside) if beside else honest_files()
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
    "time_report": bundle.TIME_REPORT,
    "time_numbers": bundle.TIME_REPORT_NUMBERS,
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


def number_of(drafts: tuple[Draft, ...], kind: str, nth: int = 0, /, **body: Any) -> int:
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
